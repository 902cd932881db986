using SmartDairy.Contracts.Milking;

namespace SmartDairy.Husbandry.Milking.Tanks;

/// <summary>How far a stall's meter is off the other meters of the farm, from what cows gave there against what was expected of them.</summary>
/// <param name="Percent">Positive when it counts more than the others.</param>
/// <param name="HalfWidth95">Half the width of the 95 % interval around <paramref name="Percent"/>.</param>
public sealed record MeterBias(int ParlorId, int StallId, int Milkings, double Percent, double HalfWidth95)
{
    private const int MinMilkings = 30;

    // What is farther off was no ordinary milking: kicked off, or the wrong cow.
    private const double MaxLogRatio = 0.5;

    /// <summary>The stalls with at least thirty ordinary milkings, by number; empty when fewer than two have them.</summary>
    public static IReadOnlyList<MeterBias> Estimate(IEnumerable<MilkingSession> milkings)
    {
        var stalls = new SortedDictionary<(int, int), List<double>>();
        foreach (var milking in milkings)
        {
            if (milking is { Retracted: false, Incomplete: false, KickOff: false, Litres: > 0 and var litres, ExpectedLitres: > 0 and var expected, ParlorId: { } parlor, StallId: { } stall })
            {
                var ratio = Math.Log(litres / expected);
                if (Math.Abs(ratio) <= MaxLogRatio)
                {
                    (stalls.TryGetValue((parlor, stall), out var ratios) ? ratios : stalls[(parlor, stall)] = []).Add(ratio);
                }
            }
        }

        var enough = stalls.Where(stall => stall.Value.Count >= MinMilkings).ToList();
        if (enough.Count < 2)
        {
            return [];
        }

        // All stalls count alike, so that one that is far off and much used does not pull the others' measure along more than need be.
        var means = enough.ConvertAll(stall => stall.Value.Average());
        var middle = Median(means);
        return
        [
            .. enough.Select((stall, i) => new MeterBias(
                stall.Key.Item1, stall.Key.Item2, stall.Value.Count, 100 * (Math.Exp(means[i] - middle) - 1), 196 * Deviation(stall.Value, means[i]) / Math.Sqrt(stall.Value.Count))),
        ];
    }

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static double Deviation(List<double> values, double mean) => Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
}
