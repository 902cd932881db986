using GraphQL;
using SmartDairy.Analytics.Battery;

namespace SmartDairy.Api.Schema.Batteries;

/// <summary>How a device's battery goes, and when it needs changing.</summary>
[Name("Battery")]
public sealed class BatteryView
{
    private const double Day = 86_400_000;
    private const double MaxDays = 36_500;
    private readonly BatteryForecast _forecast;
    private readonly BatteryLifeView? _life;
    private readonly long _now;

    internal BatteryView(BatteryForecast forecast, BatteryLifeView? life, long now) => (_forecast, _life, _now) = (forecast, life, now);

    /// <summary>Percent, from the whole course and not from the last message alone.</summary>
    public double Level => _forecast.Level;

    /// <summary>When it was last changed or charged; null when that was not seen in the last 180 days.</summary>
    public DateTimeOffset? ChangedAt => _forecast.ChangedAt.ToInstant();

    /// <summary>How fast it falls; null when that cannot be told yet.</summary>
    public double? PercentPerDay => _forecast.PercentPerDay.FiniteOrNull();

    /// <summary>When it is down to 5 %, below which a device may fail; null when that cannot be told yet. Change it before earliestEmptyAt.</summary>
    public DateTimeOffset? ProjectedEmptyAt => _forecast.EmptyAt.ToInstant();

    /// <summary>Not before, 95 times in a hundred.</summary>
    public DateTimeOffset? EarliestEmptyAt => _forecast.EarliestEmptyAt.ToInstant();

    /// <summary>Not after; null too when it may last for ten years.</summary>
    public DateTimeOffset? LatestEmptyAt => _forecast.LatestEmptyAt.ToInstant();

    /// <summary>It fell much faster in the last two weeks than before, as batteries do at their end.</summary>
    public bool Falling => _forecast.IsFallingFast;

    /// <summary>What it was told from, or why nothing can be told, a sentence.</summary>
    public string Reason => _forecast.Reason;

    /// <summary>When it would be empty by the duty cycle that was given; null when none was.</summary>
    public DateTimeOffset? ExpectedEmptyAt => _life?.Days is not { } days
        ? null
        : (_forecast.ChangedAt is { } changed ? changed + DaysToMilliseconds(days) : _now + DaysToMilliseconds(days * _forecast.Level / 100)).ToInstant();

    /// <summary>How fast it falls against the duty cycle that was given: 2 is twice as fast. Null when none was, or the fall cannot be told yet.</summary>
    public double? DischargeRatio => _life?.Days is { } days ? PercentPerDay * days / 100 : null;

    private static long DaysToMilliseconds(double days) => (long)(Math.Min(days, MaxDays) * Day);
}
