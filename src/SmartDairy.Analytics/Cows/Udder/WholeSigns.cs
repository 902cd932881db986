using SmartDairy.Analytics.Cows.Memory;
using SmartDairy.Analytics.Cows.Normal;

namespace SmartDairy.Analytics.Cows.Udder;

/// <summary>How the conductivity of a milking's whole milk differs from her usual.</summary>
/// <param name="Rise">In logarithms; NaN when not known.</param>
/// <param name="Spread">Its standard deviation on healthy days.</param>
/// <param name="Usual">mS/cm.</param>
internal readonly record struct WholeSigns(float Rise, float Spread, float Usual)
{
    private const int Least = 3;

    public static WholeSigns Of(MilkingRing milkings, int index, UdderOptions options)
    {
        Span<float> values = stackalloc float[MilkingRing.Length];
        var count = 0;
        for (var i = index - 1; i >= Math.Max(0, index - options.Milkings); i--)
        {
            if (milkings[i].Conductivity > 0)
            {
                values[count++] = MathF.Log(milkings[i].Conductivity);
            }
        }

        if (count < Least)
        {
            return new(float.NaN, float.NaN, float.NaN);
        }

        var (median, sd) = Robust.Of(values[..count]);
        var prior = options.PriorMilkings;
        var spread = Math.Sqrt(((count * (double)sd * sd) + (prior * options.SingleSpread * options.SingleSpread)) / (count + prior));
        return new(MathF.Log(milkings[index].Conductivity) - median, (float)spread, MathF.Exp(median));
    }
}
