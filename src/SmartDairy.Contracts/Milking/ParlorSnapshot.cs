namespace SmartDairy.Contracts.Milking;

/// <summary>
/// The current state of a parlor. The current <em>shift</em> is the series of milkings in which no two consecutive starts are 90 minutes or
/// more apart, limited to its last 12 hours; between shifts it is the latest one. Times are Unix milliseconds, UTC.
/// </summary>
[GenerateSerializer, Immutable, Alias("parlor-snapshot")]
public sealed record ParlorSnapshot
{
    [Id(0)] public required int FarmId { get; init; }

    [Id(1)] public required int ParlorId { get; init; }

    /// <summary>Stalls in order of their number.</summary>
    [Id(2)] public required IReadOnlyList<StallSnapshot> Stalls { get; init; }

    /// <summary>Start of the shift; null when there was no milking in the last 24 hours.</summary>
    [Id(3)] public long? StartedAt { get; init; }

    /// <summary>Number of completed milkings of the shift.</summary>
    [Id(4)] public int CompletedMilkings { get; init; }

    /// <summary>Number of different animals recognised in the shift.</summary>
    [Id(5)] public int AnimalCount { get; init; }

    /// <summary>Number of stalls with a running milking.</summary>
    [Id(6)] public int ActiveStalls { get; init; }

    /// <summary>Total milk of the shift, L.</summary>
    [Id(7)] public double Litres { get; init; }

    /// <summary>
    /// Completed milkings per hour between the first start and the last end of the shift; null before the first milking is completed.
    /// </summary>
    [Id(8)] public double? MilkingsPerHour { get; init; }

    /// <summary>Last reported status; null when none was reported since the grain was activated.</summary>
    [Id(9)] public ParlorStatusReport? StatusReport { get; init; }
}
