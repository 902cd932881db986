using SmartDairy.Analytics.Cows.Memory;

namespace SmartDairy.Analytics.Cows.Normal;

/// <summary>What is usual for her at an hour of the day, from the days before.</summary>
/// <param name="Median">NaN when too little is known.</param>
/// <param name="Sd">Robust, drawn towards what is typical of the herd; of the logarithm for activity.</param>
internal readonly record struct HourNormal(float Median, float Sd)
{
    private const int Most = 64;

    public static readonly HourNormal Unknown = new(float.NaN, float.NaN);

    /// <param name="since">Hours before it are left out: she wore another collar.</param>
    public static HourNormal Of(HourRing hours, Series series, long hour, long since, NormalOptions options)
        => Of(hours, series, hour, since, float.NaN, options.MinuteSpread, options);

    /// <summary>Of the logarithm of activity, to which <paramref name="floor"/> is added before.</summary>
    public static HourNormal OfActivity(HourRing hours, long hour, long since, float floor, NormalOptions options)
        => Of(hours, Series.Activity, hour, since, floor, options.ActivitySpread, options);

    /// <summary>The median alone.</summary>
    public static float MedianOf(HourRing hours, Series series, long hour, long since, NormalOptions options)
    {
        Span<float> values = stackalloc float[Most];
        var count = 0;
        for (var around = -1; around <= 1; around++)
        {
            count += hours.Gather(series, hour + around, options.Days, since, values[count..]);
        }

        return count < options.LeastValues ? float.NaN : Robust.Median(values[..count]);
    }

    public static float Shrink(float sd, int count, double typical, NormalOptions options)
        => (float)Math.Sqrt(((count * (double)sd * sd) + (options.PriorValues * typical * typical)) / (count + options.PriorValues));

    // What is usual comes from the same hour alone, for at milking one hour is not like the next; how much it varies comes from its neighbours too, each about its own median.
    private static HourNormal Of(HourRing hours, Series series, long hour, long since, float floor, double typical, NormalOptions options)
    {
        Span<float> pooled = stackalloc float[Most];
        Span<float> one = stackalloc float[Most];
        var count = 0;
        var median = float.NaN;
        var own = 0;
        for (var around = -1; around <= 1; around++)
        {
            var values = pooled[count..];
            values = values[..hours.Gather(series, hour + around, options.Days, since, values)];
            if (!float.IsNaN(floor))
            {
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = MathF.Log(values[i] + floor);
                }
            }

            values.CopyTo(one);
            var middle = Robust.Median(one[..values.Length]);
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = Math.Abs(values[i] - middle);
            }

            if (around == 0 && values.Length >= options.LeastValues)
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
        var sd = Shrink((float)(Robust.Median(pooled[..count]) * Robust.MadToSd), count, typical, options);
        return new(median, sd * MathF.Sqrt(1 + (MathF.PI / 2 / own)));
    }
}
