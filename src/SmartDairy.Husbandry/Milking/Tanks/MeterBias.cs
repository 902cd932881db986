using SmartDairy.Contracts.Milking;

namespace SmartDairy.Husbandry.Milking.Tanks;

/// <summary>The bias of a stall's meter against the farm's other meters, from the yields there against the expected yields.</summary>
/// <param name="Percent">Percent, positive when the meter counts more than the others.</param>
/// <param name="HalfWidth95">Half the width of the 95 % interval around <paramref name="Percent"/>.</param>
public sealed record MeterBias(int ParlorId, int StallId, int Milkings, double Percent, double HalfWidth95)
{
    private const int MinMilkings = 30;

    // A milking farther off is no ordinary one: cups kicked off, or the wrong cow.
    private const double MaxLogRatio = 0.5;

    /// <summary>
    /// The bias of each stall with at least thirty ordinary milkings, by number; empty when fewer than two stalls have them.
    /// </summary>
    public static IReadOnlyList<MeterBias> Estimate(IEnumerable<MilkingSession> milkings)
    {
        var stalls = new SortedDictionary<(int, int), List<double>>();
        foreach (var milking in milkings)
        {
            if (milking is
                {
                    Retracted: false, Incomplete: false, KickOff: false, Litres: > 0 and var litres, ExpectedLitres: > 0
                and var expected, ParlorId: { } parlor, StallId: { } stall
                })
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

        // All stalls have the same weight, so that a much-used stall with a large bias does not shift the reference.
        var means = enough.ConvertAll(stall => stall.Value.Average());
        var middle = Median(means);
        return
        [
            .. enough.Select((stall, i) => new MeterBias(
                stall.Key.Item1, stall.Key.Item2, stall.Value.Count, 100 * (Math.Exp(means[i] - middle) - 1),
                196 * Deviation(stall.Value, means[i]) / Math.Sqrt(stall.Value.Count))),
        ];
    }

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static double Deviation(List<double> values, double mean)
        => Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
}
