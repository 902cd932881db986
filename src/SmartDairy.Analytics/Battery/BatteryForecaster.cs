using System.Globalization;

namespace SmartDairy.Analytics.Battery;

/// <summary>
/// Projects the time at which a battery is empty from its level. The slope is the Theil-Sen slope since the last change of battery, which a
/// few wrong values or the dip of a cold night do not move. When the last two weeks fall clearly faster than the whole, only they count:
/// the voltage of a lithium cell is flat for most of its life and then drops.
/// </summary>
public static class BatteryForecaster
{
    /// <summary>Level in percent at or below which a device may fail.</summary>
    public const double EmptyPercent = 5;

    /// <summary>Minimum days of data since the last change of battery.</summary>
    public const double MinDays = 7;

    /// <summary>Minimum fall of the level since then, in percent.</summary>
    public const double MinUsedPercent = 2;

    private const double Day = 86_400_000;
    private const int MinLevels = 6;
    private const int MaxLevels = 400;
    private const double ReplacementRise = 15;
    private const double RecentDays = 14;
    private const double CliffFactor = 2;
    private const double MaxDays = 3_650;

    // The reported level measures charge poorly: however straight the line, the remaining days are known to 10 % at best.
    private const double MinRelativeUncertainty = 0.1;

    /// <param name="levels">Oldest first; only the newest 400 are used, and values outside 0 to 100 or after <paramref name="now"/> are
    /// ignored.</param>
    /// <param name="now">Unix milliseconds.</param>
    /// <returns>Null when there is no valid level.</returns>
    public static BatteryForecast? Forecast(IReadOnlyList<BatteryLevel> levels, long now)
    {
        BatteryLevel[] known = [.. levels.Where(level => level.Percent is >= 0 and <= 100 && level.Time <= now)];
        if (known.Length == 0)
        {
            return null;
        }

        if (known.Length > MaxLevels)
        {
            known = known[^MaxLevels..];
        }

        var start = LastChange(known);
        var course = known[start..];
        long? changed = start > 0 ? course[0].Time : null;
        var last = Median([.. course.TakeLast(3).Select(level => level.Percent)]);
        var days = (course[^1].Time - course[0].Time) / Day;
        if (days < MinDays || course.Length < MinLevels)
        {
            return Unknown(last, changed,
                $"There are {Format(days)} days of levels since the battery was changed or first reported; {MinDays:0} are needed.");
        }

        var wholeFit = TheilSen.Fit(course);
        var slope = wholeFit;
        var recent = Array.FindAll(course, level => level.Time >= course[^1].Time - (RecentDays * Day));
        var isFallingFast = false;
        if (days >= 2 * RecentDays && recent.Length >= MinLevels)
        {
            var recentFit = TheilSen.Fit(recent);
            isFallingFast = -recentFit.Slope > CliffFactor * Math.Max(-wholeFit.Slope, 0)
                && -recentFit.Slope * RecentDays >= MinUsedPercent && recentFit.High < wholeFit.Low;
            if (isFallingFast)
            {
                slope = recentFit;
            }
        }

        var level = Math.Clamp(slope.ValueAt(course[^1].Time), 0, 100);
        var used = -slope.Slope * (isFallingFast ? RecentDays : days);
        if (used < MinUsedPercent)
        {
            return Unknown(level, changed, $"It lost less than {MinUsedPercent:0} % in {Format(days)} days: too little for a forecast.");
        }

        return Project(slope, level, course[^1].Time, changed, isFallingFast, days);
    }

    private static BatteryForecast Project(TheilSen slope, double level, long at, long? changed, bool isFallingFast, double days)
    {
        var left = Math.Max(level - EmptyPercent, 0);
        var middle = left / -slope.Slope;
        var early = Math.Min(left / -slope.Low, middle * (1 - MinRelativeUncertainty));
        var late = slope.High < 0 ? Math.Max(left / -slope.High, middle * (1 + MinRelativeUncertainty)) : double.PositiveInfinity;
        var basis = isFallingFast ? "the last 14 days, in which it fell faster than before" : $"{Format(days)} days";
        return new(
            level, changed, -slope.Slope, At(at, Math.Min(middle, MaxDays)), At(at, Math.Min(early, MaxDays)), late > MaxDays
                ? null
                : At(at, late), isFallingFast,
            $"Based on {basis}: {(-slope.Slope).ToString("0.###", CultureInfo.InvariantCulture)} % a day.");
    }

    private static long At(long from, double days) => from + (long)(days * Day);

    private static BatteryForecast Unknown(double level, long? changed, string reason)
        => new(level, changed, double.NaN, null, null, null, false, reason);

    /// <summary>
    /// Index of the first level after the last change of battery. A rise that persists is a change of battery; a rise that falls back is a
    /// wrong value.
    /// </summary>
    private static int LastChange(BatteryLevel[] levels)
    {
        for (var i = levels.Length - 1; i > 0; i--)
        {
            var before = Median([.. levels[Math.Max(i - 3, 0)..i].Select(level => level.Percent)]);
            var after = Median([.. levels[i..Math.Min(i + 3, levels.Length)].Select(level => level.Percent)]);
            if (after - before >= ReplacementRise && levels[i].Percent - levels[i - 1].Percent >= ReplacementRise)
            {
                return i;
            }
        }

        return 0;
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values.Length % 2 == 1 ? values[values.Length / 2] : (values[(values.Length / 2) - 1] + values[values.Length / 2]) / 2;
    }

    private static string Format(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
