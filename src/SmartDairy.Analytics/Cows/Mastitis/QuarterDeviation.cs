using SmartDairy.Analytics.Cows.Deviations;
using SmartDairy.Analytics.Cows.Observations;

namespace SmartDairy.Analytics.Cows.Mastitis;

/// <summary>Deviation of one quarter's milk from the quarter's usual, natural logarithms.</summary>
/// <param name="Ratio">Conductivity over the mean of the two lowest quarters, against its usual; NaN when unknown.</param>
/// <param name="RatioSpread">Standard deviation of the ratio on healthy days.</param>
/// <param name="Share">Share of the milking's yield, against its usual; NaN when unknown.</param>
/// <param name="ShareSpread">Standard deviation of the share on healthy days.</param>
/// <param name="UsualConductivity">Conductivity at the usual ratio, mS/cm.</param>
internal readonly record struct QuarterDeviation(float Ratio, float RatioSpread, float Share, float ShareSpread, float UsualConductivity)
{
    public static QuarterDeviation Compute(MilkingBuffer milkings, int index, int quarter, MastitisOptions options)
    {
        Span<float> ratios = stackalloc float[MilkingBuffer.Capacity];
        Span<float> shares = stackalloc float[MilkingBuffer.Capacity];
        int ratioCount = 0, shareCount = 0;
        for (var i = index - 1; i >= Math.Max(0, index - options.Milkings); i--)
        {
            ref readonly var milking = ref milkings[i];
            Append(RatioOf(in milking.QuarterConductivity, quarter), ratios, ref ratioCount);
            Append(milking.Incomplete == 1 ? float.NaN : ShareOf(in milking.QuarterLitres, quarter), shares, ref shareCount);
        }

        ref readonly var now = ref milkings[index];
        var (ratio, ratioSpread) = Shrunk(ratios[..ratioCount], options.Ratio, options.RatioSpread, options.PriorMilkings);
        var (share, shareSpread) = Shrunk(shares[..shareCount], Math.Log(0.25), options.HealthyShareSpread, options.PriorMilkings);
        return new(
            RatioOf(in now.QuarterConductivity, quarter) - ratio, ratioSpread,
            now.Incomplete == 1 ? float.NaN : ShareOf(in now.QuarterLitres, quarter) - share, shareSpread,
            Lowest(in now.QuarterConductivity) * MathF.Exp(ratio));
    }

    private static void Append(float value, Span<float> values, ref int count)
    {
        if (!float.IsNaN(value))
        {
            values[count++] = value;
        }
    }

    private static (float Median, float Sd) Shrunk(Span<float> values, double typical, double spread, int prior)
    {
        var count = values.Length;
        var (median, sd) = count == 0 ? (0, 0) : RobustStatistics.MedianAndSd(values);
        var weight = count / (double)(count + prior);
        // With few milkings the median is uncertain by the spread between quarters.
        return ((float)((weight * median) + ((1 - weight) * typical)),
            (float)Math.Sqrt((weight * sd * sd) + ((1 - weight) * spread * spread * (1 + (2.0 / (1 + count))))));
    }

    private static float RatioOf(in QuarterValues conductivity, int quarter) => MathF.Log(conductivity[quarter] / Lowest(in conductivity));

    private static float ShareOf(in QuarterValues litres, int quarter)
    {
        var sum = litres[0] + litres[1] + litres[2] + litres[3];
        return sum > 0 && litres[quarter] > 0 ? MathF.Log(litres[quarter] / sum) : litres[quarter] == 0 && sum > 0 ? -2 : float.NaN;
    }

    /// <summary>The mean of the two lowest quarters; NaN when fewer than three are known.</summary>
    private static float Lowest(in QuarterValues conductivity)
    {
        float first = float.PositiveInfinity, second = float.PositiveInfinity;
        var known = 0;
        for (var i = 0; i < 4; i++)
        {
            var value = conductivity[i];
            if (!(value > 0))
            {
                continue;
            }

            known++;
            if (value < first)
            {
                (first, second) = (value, first);
            }
            else if (value < second)
            {
                second = value;
            }
        }

        return known < 3 ? float.NaN : (first + second) / 2;
    }
}
