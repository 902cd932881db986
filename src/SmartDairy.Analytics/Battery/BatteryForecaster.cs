using System.Globalization;

namespace SmartDairy.Analytics.Battery;

/// <summary>
/// Projects a battery's end from its level. The slope is Theil and Sen's since the last change, so that a few wrong values, or the dip of a cold night, do not move it. When
/// the last two weeks fall clearly faster than the whole, they count alone: the voltage of a lithium cell stands for most of its life and then falls.
/// </summary>
public static class BatteryForecaster
{
    /// <summary>Where a device may fail: what is left below cannot be relied on.</summary>
    public const double EmptyPercent = 5;

    /// <summary>Days that must have been seen since the last change.</summary>
    public const double MinDays = 7;

    /// <summary>Percent that must have been used since.</summary>
    public const double MinUsedPercent = 2;

    private const double Day = 86_400_000;
    private const int MinLevels = 6;
    private const int MaxLevels = 400;
    private const double ReplacementRise = 15;
    private const double RecentDays = 14;
    private const double CliffFactor = 2;
    private const double MaxDays = 3_650;

    // A level is no gauge of charge: however straight it fell, the days that are left are known to a tenth at best.
    private const double MinRelativeUncertainty = 0.1;

    /// <param name="levels">Oldest first, at most 400; those that are not from 0 to 100 are passed over.</param>
    /// <param name="now">Unix milliseconds.</param>
    /// <returns>Null when there is no level at all.</returns>
    public static BatteryForecast? Forecast(IReadOnlyList<BatteryLevel> levels, long now)
    {
        BatteryLevel[] known = [.. levels.Where(level => level.Percent is >= 0 and <= 100 && level.Time <= now)];
        if (known.Length == 0) return null;
        if (known.Length > MaxLevels) known = known[^MaxLevels..];
        var start = LastChange(known);
        var course = known[start..];
        long? changed = start > 0 ? course[0].Time : null;
        var last = Median([.. course.TakeLast(3).Select(level => level.Percent)]);
        var days = (course[^1].Time - course[0].Time) / Day;
        if (days < MinDays || course.Length < MinLevels)
            return Unknown(last, changed, $"The level was seen for {Format(days)} days since the battery was changed or first heard; {MinDays:0} are needed.");

        var whole = TheilSen.Fit(course);
        var slope = whole;
        var recent = Array.FindAll(course, level => level.Time >= course[^1].Time - (RecentDays * Day));
        var falling = false;
        if (days >= 2 * RecentDays && recent.Length >= MinLevels)
        {
            var lately = TheilSen.Fit(recent);
            falling = -lately.Slope > CliffFactor * Math.Max(-whole.Slope, 0) && -lately.Slope * RecentDays >= MinUsedPercent && lately.High < whole.Low;
            if (falling) slope = lately;
        }

        var level = Math.Clamp(slope.ValueAt(course[^1].Time), 0, 100);
        var used = -slope.Slope * (falling ? RecentDays : days);
        if (used < MinUsedPercent) return Unknown(level, changed, $"It lost less than {MinUsedPercent:0} % in {Format(days)} days: too little to tell its end.");
        return Project(slope, level, course[^1].Time, changed, falling, days);
    }

    private static BatteryForecast Project(TheilSen slope, double level, long at, long? changed, bool falling, double days)
    {
        var left = Math.Max(level - EmptyPercent, 0);
        var middle = left / -slope.Slope;
        var early = Math.Min(left / -slope.Low, middle * (1 - MinRelativeUncertainty));
        var late = slope.High < 0 ? Math.Max(left / -slope.High, middle * (1 + MinRelativeUncertainty)) : double.PositiveInfinity;
        var what = falling ? "the last 14 days, in which it fell faster than before" : $"{Format(days)} days";
        return new(
            level, changed, -slope.Slope, At(at, Math.Min(middle, MaxDays)), At(at, Math.Min(early, MaxDays)), late > MaxDays ? null : At(at, late), falling,
            $"Told from {what}: {(-slope.Slope).ToString("0.###", CultureInfo.InvariantCulture)} % a day.");
    }

    private static long At(long from, double days) => from + (long)(days * Day);

    private static BatteryForecast Unknown(double level, long? changed, string reason) => new(level, changed, double.NaN, null, null, null, false, reason);

    /// <summary>A level that rose and stayed there was a change of battery; one that falls back was a wrong value.</summary>
    private static int LastChange(BatteryLevel[] levels)
    {
        for (var i = levels.Length - 1; i > 0; i--)
        {
            var before = Median([.. levels[Math.Max(i - 3, 0)..i].Select(level => level.Percent)]);
            var after = Median([.. levels[i..Math.Min(i + 3, levels.Length)].Select(level => level.Percent)]);
            if (after - before >= ReplacementRise && levels[i].Percent - levels[i - 1].Percent >= ReplacementRise) return i;
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
