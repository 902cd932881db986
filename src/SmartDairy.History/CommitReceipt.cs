using SmartDairy.Contracts.Readings;

namespace SmartDairy.History;

/// <summary>The outcome of one commit, shared by everyone whose rows were in it.</summary>
/// <param name="duplicates">The readings (by reference) that were not stored because they were stored before; null when there were
/// none.</param>
public sealed class CommitReceipt(IReadOnlySet<Reading>? duplicates)
{
    /// <summary>A commit without duplicates.</summary>
    public static CommitReceipt WithoutDuplicates { get; } = new(null);

    public bool IsDuplicate(Reading reading) => duplicates is not null && duplicates.Contains(reading);

    public bool HasDuplicates => duplicates is not null;
}
