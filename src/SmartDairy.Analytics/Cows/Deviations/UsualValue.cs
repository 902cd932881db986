using SmartDairy.Analytics.Cows.Observations;

namespace SmartDairy.Analytics.Cows.Deviations;

/// <summary>The cow's usual value at an hour of the day, from the days before.</summary>
/// <param name="Median">NaN when too little is known.</param>
/// <param name="Sd">Robust standard deviation, shrunk towards the typical value of the herd; of the logarithm for activity.</param>
internal readonly record struct UsualValue(float Median, float Sd)
{
    private const int MaxValues = 64;

    public static readonly UsualValue Unknown = new(float.NaN, float.NaN);

    /// <param name="collarSince">First hour of the present collar; earlier hours are ignored.</param>
    public static UsualValue ForHour(CollarHourBuffer hours, CollarMetric series, long hour, long collarSince, UsualValueOptions options)
        => ForHour(hours, series, hour, collarSince, float.NaN, options.MinuteSpread, options);

    /// <summary>Usual logarithm of activity plus <paramref name="floor"/>.</summary>
    public static UsualValue ForActivity(CollarHourBuffer hours, long hour, long since, float floor, UsualValueOptions options)
        => ForHour(hours, CollarMetric.Activity, hour, since, floor, options.ActivitySpread, options);

    /// <summary>Only the median.</summary>
    public static float MedianForHour(CollarHourBuffer hours, CollarMetric series, long hour, long since, UsualValueOptions options)
    {
        Span<float> values = stackalloc float[MaxValues];
        var count = 0;
        for (var around = -1; around <= 1; around++)
        {
            count += hours.CopySameHourValues(series, hour + around, options.Days, since, values[count..]);
        }

        return count < options.MinValues ? float.NaN : RobustStatistics.Median(values[..count]);
    }

    public static float Shrink(float sd, int count, double typical, UsualValueOptions options)
        => (float)Math.Sqrt(((count * (double)sd * sd) + (options.PriorValues * typical * typical)) / (count + options.PriorValues));

    // The usual value comes from the same hour of the day alone, because milking makes neighbouring hours differ. The spread also uses the
    // neighbouring hours, each around its own median.
    private static UsualValue ForHour(
        CollarHourBuffer hours, CollarMetric series, long hour, long collarSince, float floor, double typical, UsualValueOptions options)
    {
        Span<float> pooled = stackalloc float[MaxValues];
        Span<float> single = stackalloc float[MaxValues];
        var count = 0;
        var median = float.NaN;
        var own = 0;
        for (var around = -1; around <= 1; around++)
        {
            var values = pooled[count..];
            values = values[..hours.CopySameHourValues(series, hour + around, options.Days, collarSince, values)];
            if (!float.IsNaN(floor))
            {
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = MathF.Log(values[i] + floor);
                }
            }

            values.CopyTo(single);
            var hourMedian = RobustStatistics.Median(single[..values.Length]);
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = Math.Abs(values[i] - hourMedian);
            }

            if (around == 0 && values.Length >= options.MinValues)
            {
                (median, own) = (hourMedian, values.Length);
            }

            count += values.Length;
        }

        if (float.IsNaN(median))
        {
            return Unknown;
        }

        // The median of n values has a variance of pi / 2 / n times that of a value.
        var sd = Shrink((float)(RobustStatistics.Median(pooled[..count]) * RobustStatistics.MadToSd), count, typical, options);
        return new(median, sd * MathF.Sqrt(1 + (MathF.PI / 2 / own)));
    }
}
