using SmartDairy.Contracts.Readings;

namespace SmartDairy.History;

/// <summary>Which readings to stream. Times are event time, Unix milliseconds.</summary>
public sealed record HistoryScan
{
    public required int FarmId { get; init; }

    /// <summary>At least one; a family named twice counts once.</summary>
    public required IReadOnlyCollection<ReadingFamily> Families { get; init; }

    /// <summary>Null means every device of the farm.</summary>
    public IReadOnlyCollection<string>? DeviceIds { get; init; }

    /// <summary>Inclusive.</summary>
    public required long From { get; init; }

    /// <summary>Exclusive.</summary>
    public required long To { get; init; }
}
