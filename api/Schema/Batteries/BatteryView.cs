using GraphQL;
using SmartDairy.Analytics.Battery;

namespace SmartDairy.Api.Schema.Batteries;

/// <summary>Battery level of a device and the forecast of when the battery will be empty.</summary>
[Name("Battery")]
public sealed class BatteryView
{
    private const double Day = 86_400_000;
    private const double MaxDays = 36_500;
    private readonly BatteryForecast _forecast;
    private readonly BatteryLifeView? _life;
    private readonly long _now;

    internal BatteryView(BatteryForecast forecast, BatteryLifeView? life, long now) => (_forecast, _life, _now) = (forecast, life, now);

    /// <summary>Battery level in percent, 0 to 100, estimated from its whole course rather than the last message.</summary>
    public double Level => _forecast.Level;

    /// <summary>Time of the last battery change or charge; null when none was seen in the period evaluated, up to 180 days.</summary>
    public DateTimeOffset? ChangedAt => _forecast.ChangedAt.ToInstant();

    /// <summary>Discharge in percent per day, positive; null when it cannot be estimated yet.</summary>
    public double? PercentPerDay => _forecast.PercentPerDay.FiniteOrNull();

    /// <summary>
    /// Forecast time at which the level reaches 5 %, below which the device may fail. Null when it cannot be estimated yet. Replace the
    /// battery before earliestEmptyAt.
    /// </summary>
    public DateTimeOffset? ProjectedEmptyAt => _forecast.EmptyAt.ToInstant();

    /// <summary>Start of the 95 % interval of projectedEmptyAt; null when it cannot be estimated yet.</summary>
    public DateTimeOffset? EarliestEmptyAt => _forecast.EarliestEmptyAt.ToInstant();

    /// <summary>
    /// End of the 95 % interval of projectedEmptyAt; null when it cannot be estimated yet or is more than ten years away.
    /// </summary>
    public DateTimeOffset? LatestEmptyAt => _forecast.LatestEmptyAt.ToInstant();

    /// <summary>True when the level fell much faster in the last 14 days than before, as batteries do near their end.</summary>
    public bool Falling => _forecast.IsFallingFast;

    /// <summary>Sentence that states the data behind the forecast, or why there is none.</summary>
    public string Reason => _forecast.Reason;

    /// <summary>
    /// Time at which the battery would be empty by the given duty cycle; null when none was given or no current is drawn.
    /// </summary>
    public DateTimeOffset? ExpectedEmptyAt => _life?.Days is not { } days
        ? null
        : (_forecast.ChangedAt is { } changed
            ? changed + DaysToMilliseconds(days)
            : _now + DaysToMilliseconds(days * _forecast.Level / 100)).ToInstant();

    /// <summary>
    /// Measured discharge divided by that of the given duty cycle: 2 is twice as fast. Null when no duty cycle was given, no current is
    /// drawn, or the discharge cannot be estimated yet.
    /// </summary>
    public double? DischargeRatio => _life?.Days is { } days ? PercentPerDay * days / 100 : null;

    private static long DaysToMilliseconds(double days) => (long)(Math.Min(days, MaxDays) * Day);
}
