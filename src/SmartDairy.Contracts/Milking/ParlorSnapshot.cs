namespace SmartDairy.Contracts.Milking;

/// <summary>
/// A parlor now. <em>This milking</em> is what was milked there without a pause of an hour and a half between two beginnings, at most the last twelve hours of it; in the pause it
/// is the last one. Times are Unix milliseconds, UTC.
/// </summary>
[GenerateSerializer, Immutable, Alias("parlor-snapshot")]
public sealed record ParlorSnapshot
{
    [Id(0)] public required int FarmId { get; init; }

    [Id(1)] public required int ParlorId { get; init; }

    /// <summary>By number.</summary>
    [Id(2)] public required IReadOnlyList<StallSnapshot> Stalls { get; init; }

    /// <summary>When this milking began; null when nothing was milked in the last 24 hours.</summary>
    [Id(3)] public long? StartedAt { get; init; }

    /// <summary>Milkings that are over in this milking.</summary>
    [Id(4)] public int CompletedMilkings { get; init; }

    /// <summary>Different animals that were recognised in this milking.</summary>
    [Id(5)] public int AnimalCount { get; init; }

    /// <summary>Stalls where the cups are on.</summary>
    [Id(6)] public int ActiveStalls { get; init; }

    /// <summary>Of all milkings of this milking, L.</summary>
    [Id(7)] public double Litres { get; init; }

    /// <summary>Milkings an hour: those that are over by the time from the first beginning to the last end; null before the first is over.</summary>
    [Id(8)] public double? MilkingsPerHour { get; init; }

    /// <summary>Null when the parlor itself never said anything since its actor woke.</summary>
    [Id(9)] public ParlorStatusReport? StatusReport { get; init; }
}
