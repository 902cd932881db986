namespace SmartDairy.Analytics.Cows;

/// <summary>Facts of a cow from its registration. Times are Unix milliseconds, UTC.</summary>
/// <param name="Parity">Calvings so far, 0 for a heifer; null when unknown.</param>
/// <param name="CalvedAt">Last calving; null when unknown or never.</param>
/// <param name="BornAt">Birth; null when unknown.</param>
/// <param name="UtcOffset">Offset of the farm's standard time; the cow's day begins at the farm's midnight.</param>
public sealed record CowProfile(int? Parity, long? CalvedAt, long? BornAt, TimeSpan UtcOffset);
