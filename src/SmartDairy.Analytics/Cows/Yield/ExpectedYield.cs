using SmartDairy.Analytics.Cows.Deviations;
using SmartDairy.Analytics.Cows.Observations;
using SmartDairy.Analytics.Lactation;

namespace SmartDairy.Analytics.Cows.Yield;

/// <summary>
/// Expected yield of a milking: Wood's curve of the cow's parity at its days in milk, times the interval since the previous milking, times
/// the cow's own level of the last days.
/// </summary>
/// <param name="Litres">Expected yield, L; NaN when too little is known.</param>
/// <param name="StandardizedError">Logarithm of actual over expected yield, in the cow's standard deviations; NaN when unknown.</param>
internal readonly record struct ExpectedYield(float Litres, float StandardizedError)
{
    private const double FlatRate = 30;

    public static ExpectedYield Compute(CowObservations cow, int index)
    {
        var options = cow.Options.Yield;
        var milking = cow.Milkings[index];
        var interval = IntervalHours(cow.Milkings, index);
        if (float.IsNaN(interval))
        {
            return new(float.NaN, float.NaN);
        }

        Span<float> similar = stackalloc float[MilkingBuffer.Capacity];
        Span<float> all = stackalloc float[MilkingBuffer.Capacity];
        int similarCount = 0, count = 0;
        for (var i = index - 1; i >= 0 && count < options.Milkings; i--)
        {
            var otherInterval = IntervalHours(cow.Milkings, i);
            var level = Level(cow, i, otherInterval);
            if (float.IsNaN(level))
            {
                continue;
            }

            all[count++] = level;
            if (Math.Abs(otherInterval - interval) < options.SimilarIntervalHours)
            {
                similar[similarCount++] = level;
            }
        }

        var values = similarCount >= options.MinMilkings ? similar[..similarCount] : all[..count];
        if (values.Length < options.MinMilkings)
        {
            return new(float.NaN, float.NaN);
        }

        var (median, sd) = RobustStatistics.MedianAndSd(values);
        var typical = options.Spread;
        sd = (float)Math.Sqrt(
            ((values.Length * (double)sd * sd) + (options.PriorMilkings * typical * typical)) / (values.Length + options.PriorMilkings));
        var currentLevel = Level(cow, index, interval);
        return new((float)(Curve(cow, milking.Start, interval) * Math.Exp(median)), (currentLevel - median) / sd);
    }

    /// <summary>Hours since the previous milking began; NaN for the first milking or outside 2 to 30 hours.</summary>
    public static float IntervalHours(MilkingBuffer milkings, int index)
    {
        ref readonly var milking = ref milkings[index];
        var hours = !float.IsNaN(milking.Interval)
            ? milking.Interval
            : index > 0 ? (milking.Start - milkings[index - 1].Start) / (float)UnixTime.HourMs : float.NaN;
        return hours is > 2 and < 30 ? hours : float.NaN;
    }

    // Logarithm of yield over the curve. An incomplete milking, or the milking after it, says nothing about the cow's level.
    private static float Level(CowObservations cow, int index, float interval)
    {
        ref readonly var milking = ref cow.Milkings[index];
        if (milking.Incomplete == 1 || !(milking.Litres > 0) || (index > 0 && cow.Milkings[index - 1].Incomplete == 1)
            || float.IsNaN(interval))
        {
            return float.NaN;
        }

        return (float)Math.Log(milking.Litres / Curve(cow, milking.Start, interval));
    }

    private static double Curve(CowObservations cow, long at, float interval)
    {
        var days = cow.Life.DaysInMilk(at);
        var daily = double.IsNaN(days)
            ? FlatRate
            : WoodCurve.ForParity(cow.Life.Parity(at) ?? 2).YieldOn(Math.Max(days, 1)) / MilkDensity.KilogramsPerLitre;
        return daily / 2 * MilkSecretion.Over(interval) / MilkSecretion.Over(12);
    }
}
