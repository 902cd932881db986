namespace SmartDairy.Analytics.Battery;

/// <summary>When a battery will be empty, from how its level went since it was last changed. Times are Unix milliseconds.</summary>
/// <param name="Level">Percent now, from the whole course and not from the last message.</param>
/// <param name="ChangedAt">When it was last changed or charged; null when not within what was seen.</param>
/// <param name="PercentPerDay">How fast it falls, positive; NaN when that cannot be told yet.</param>
/// <param name="EmptyAt">When the level reaches <see cref="BatteryForecaster.EmptyPercent"/>; null when that cannot be told yet.</param>
/// <param name="EarliestEmptyAt">Not before, 95 times in a hundred; null with <paramref name="EmptyAt"/>.</param>
/// <param name="LatestEmptyAt">Not after; null with <paramref name="EmptyAt"/>, and when the battery may last for years.</param>
/// <param name="IsFallingFast">It fell much faster in the last days than before: the end of a battery comes suddenly.</param>
/// <param name="Reason">What it was told from, or why nothing can be told, a sentence.</param>
public sealed record BatteryForecast(
    double Level, long? ChangedAt, double PercentPerDay, long? EmptyAt, long? EarliestEmptyAt, long? LatestEmptyAt, bool IsFallingFast, string Reason);
