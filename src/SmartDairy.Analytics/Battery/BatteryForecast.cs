namespace SmartDairy.Analytics.Battery;

/// <summary>
/// Forecast of the time at which a battery is empty, from its level since the last change of battery. Times are Unix milliseconds.
/// </summary>
/// <param name="Level">Present level in percent, 0 to 100, from the fitted line rather than the last message.</param>
/// <param name="ChangedAt">Last change or charge of the battery; null when none is within the data.</param>
/// <param name="PercentPerDay">Fall of the level in percent a day, positive; NaN when it is not yet known.</param>
/// <param name="EmptyAt">Expected time at which the level reaches <see cref="BatteryForecaster.EmptyPercent"/>; null when it is not yet
/// known.</param>
/// <param name="EarliestEmptyAt">Lower bound of the 95 % interval; null when <paramref name="EmptyAt"/> is.</param>
/// <param name="LatestEmptyAt">Upper bound of the 95 % interval; null when <paramref name="EmptyAt"/> is, and when it is more than ten
/// years away.</param>
/// <param name="IsFallingFast">The level fell much faster in the last 14 days than before, which announces the end of a lithium
/// cell.</param>
/// <param name="Reason">The basis of the forecast, or the reason for having none, one sentence.</param>
public sealed record BatteryForecast(
    double Level, long? ChangedAt, double PercentPerDay, long? EmptyAt, long? EarliestEmptyAt, long? LatestEmptyAt, bool IsFallingFast,
    string Reason);
