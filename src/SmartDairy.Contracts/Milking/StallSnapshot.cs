namespace SmartDairy.Contracts.Milking;

/// <summary>The current state of a stall.</summary>
/// <param name="LatestMilking">The running or the last milking; null when none is known from the last day.</param>
/// <param name="RecentMilkings">Milkings that began at or after the requested time, ordered by start, without curves and quarters.</param>
[GenerateSerializer, Immutable, Alias("stall-snapshot")]
public sealed record StallSnapshot(
    [property: Id(0)] int FarmId,
    [property: Id(1)] int ParlorId,
    [property: Id(2)] int StallId,
    [property: Id(3)] MilkingSession? LatestMilking,
    [property: Id(4)] IReadOnlyList<MilkingSession> RecentMilkings);
