namespace SmartDairy.Contracts.Milking;

/// <summary>A stall as its actor knows it now.</summary>
/// <param name="LatestMilking">The milking that runs, or the last one; null when none is known of the last day.</param>
/// <param name="RecentMilkings">What began since the time asked for, by its beginning, without curves and quarters.</param>
[GenerateSerializer, Immutable, Alias("stall-snapshot")]
public sealed record StallSnapshot(
    [property: Id(0)] int FarmId,
    [property: Id(1)] int ParlorId,
    [property: Id(2)] int StallId,
    [property: Id(3)] MilkingSession? LatestMilking,
    [property: Id(4)] IReadOnlyList<MilkingSession> RecentMilkings);
