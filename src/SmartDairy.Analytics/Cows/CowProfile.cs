namespace SmartDairy.Analytics.Cows;

/// <summary>What is known of a cow from her registration. Times are Unix milliseconds, UTC.</summary>
/// <param name="Parity">Calvings so far, 0 for a heifer; null when unknown.</param>
/// <param name="CalvedAt">Her last calving; null when unknown or never.</param>
/// <param name="BornAt">Null when unknown.</param>
/// <param name="UtcOffset">Of the farm's standard time: a day of hers begins at the farm's midnight.</param>
public sealed record CowProfile(int? Parity, long? CalvedAt, long? BornAt, TimeSpan UtcOffset);
