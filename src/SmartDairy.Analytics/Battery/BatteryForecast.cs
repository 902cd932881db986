namespace SmartDairy.Analytics.Battery;

/// <summary>When a battery will be empty, from how its level went since it was last changed. Times are Unix milliseconds.</summary>
/// <param name="Level">Percent now, from the whole course and not from the last message.</param>
/// <param name="ChangedAt">When it was last changed or charged; null when not within what was seen.</param>
/// <param name="PercentPerDay">How fast it falls, positive; NaN when that cannot be told yet.</param>
/// <param name="EmptyAt">When the level reaches <see cref="BatteryProjection.EmptyPercent"/>; null when that cannot be told yet.</param>
/// <param name="Earliest">Not before, 95 times in a hundred; null with <paramref name="EmptyAt"/>.</param>
/// <param name="Latest">Not after; null with <paramref name="EmptyAt"/>, and when the battery may last for years.</param>
/// <param name="Falling">It fell much faster in the last days than before: the end of a battery comes suddenly.</param>
/// <param name="Reason">What it was told from, or why nothing can be told, a sentence.</param>
public sealed record BatteryForecast(
    double Level, long? ChangedAt, double PercentPerDay, long? EmptyAt, long? Earliest, long? Latest, bool Falling, string Reason);
