using SmartDairy.Analytics.Cows.Deviations;
using SmartDairy.Analytics.Cows.Observations;

namespace SmartDairy.Analytics.Cows.Mastitis;

/// <summary>Deviation of the whole milk's conductivity in a milking from the cow's usual.</summary>
/// <param name="Rise">Rise as a natural logarithm; NaN when unknown.</param>
/// <param name="Spread">Standard deviation of the rise on healthy days.</param>
/// <param name="UsualConductivity">Usual conductivity, mS/cm.</param>
internal readonly record struct CompositeMilkDeviation(float Rise, float Spread, float UsualConductivity)
{
    private const int MinMilkings = 3;

    public static CompositeMilkDeviation Compute(MilkingBuffer milkings, int index, MastitisOptions options)
    {
        Span<float> values = stackalloc float[MilkingBuffer.Capacity];
        var count = 0;
        for (var i = index - 1; i >= Math.Max(0, index - options.Milkings); i--)
        {
            if (milkings[i].Conductivity > 0)
            {
                values[count++] = MathF.Log(milkings[i].Conductivity);
            }
        }

        if (count < MinMilkings)
        {
            return new(float.NaN, float.NaN, float.NaN);
        }

        var (median, sd) = RobustStatistics.MedianAndSd(values[..count]);
        var prior = options.PriorMilkings;
        var spread = Math.Sqrt(((count * (double)sd * sd) + (prior * options.CompositeSpread * options.CompositeSpread)) / (count + prior));
        return new(MathF.Log(milkings[index].Conductivity) - median, (float)spread, MathF.Exp(median));
    }
}
