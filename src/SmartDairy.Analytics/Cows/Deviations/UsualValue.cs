using SmartDairy.Analytics.Cows.Observations;

namespace SmartDairy.Analytics.Cows.Deviations;

/// <summary>What is usual for her at an hour of the day, from the days before.</summary>
/// <param name="Median">NaN when too little is known.</param>
/// <param name="Sd">Robust, drawn towards what is typical of the herd; of the logarithm for activity.</param>
internal readonly record struct UsualValue(float Median, float Sd)
{
    private const int MaxValues = 64;

    public static readonly UsualValue Unknown = new(float.NaN, float.NaN);

    /// <param name="collarSince">Hours before it are left out: she wore another collar.</param>
    public static UsualValue ForHour(CollarHourBuffer hours, CollarMetric series, long hour, long collarSince, UsualValueOptions options)
        => ForHour(hours, series, hour, collarSince, float.NaN, options.MinuteSpread, options);

    /// <summary>Of the logarithm of activity, to which <paramref name="floor"/> is added before.</summary>
    public static UsualValue ForActivity(CollarHourBuffer hours, long hour, long since, float floor, UsualValueOptions options)
        => ForHour(hours, CollarMetric.Activity, hour, since, floor, options.ActivitySpread, options);

    /// <summary>The median alone.</summary>
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

    // What is usual comes from the same hour alone, for at milking one hour is not like the next; how much it varies comes from its neighbours too, each about its own median.
    private static UsualValue ForHour(CollarHourBuffer hours, CollarMetric series, long hour, long collarSince, float floor, double typical, UsualValueOptions options)
    {
        Span<float> pooled = stackalloc float[MaxValues];
        Span<float> one = stackalloc float[MaxValues];
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

            values.CopyTo(one);
            var middle = RobustStatistics.Median(one[..values.Length]);
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = Math.Abs(values[i] - middle);
            }

            if (around == 0 && values.Length >= options.MinValues)
            {
                (median, own) = (middle, values.Length);
            }

            count += values.Length;
        }

        if (float.IsNaN(median))
        {
            return Unknown;
        }

        // The median of a few values is itself uncertain, by pi / 2 of the variance for each.
        var sd = Shrink((float)(RobustStatistics.Median(pooled[..count]) * RobustStatistics.MadToSd), count, typical, options);
        return new(median, sd * MathF.Sqrt(1 + (MathF.PI / 2 / own)));
    }
}
