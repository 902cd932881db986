using System.Globalization;

namespace SmartDairy.Analytics.Accuracy;

/// <summary>
/// Checks whether a reader reaches its required read rate at every distance up to its range. The counts are a sample: the reader conforms
/// when the whole interval (Wilson, 95 %) is at or above the rate, and fails when the whole interval is below it.
/// </summary>
public static class ReadRateCheck
{
    /// <param name="counts">At least one; distances in any order.</param>
    /// <param name="required">The required read rate, above 0 and below 1.</param>
    /// <param name="range">Distance in metres up to which the rate is required, above 0.</param>
    /// <exception cref="ArgumentException">A number is out of its bounds.</exception>
    public static ReadRateResult Evaluate(IReadOnlyList<ReadCount> counts, double required, double range)
    {
        Require(counts.Count > 0, "There is no count: pass at least one distance.");
        Require(required is > 0 and < 1, "The required rate must lie between 0 and 1.");
        Require(range > 0 && double.IsFinite(range), "The range must be above 0.");
        var rates = new Proportion[counts.Count];
        var conformities = new Conformity[counts.Count];
        for (var i = 0; i < rates.Length; i++)
        {
            var (distance, expected, read) = counts[i];
            Require(double.IsFinite(distance) && distance >= 0, "A distance must be 0 or more.");
            Require(expected > 0 && read >= 0
                && read <= expected, $"At {Format(distance)} m the tags read must be from 0 to those expected, and those above 0.");
            rates[i] = Proportion.FromCounts(read, expected);
            conformities[i] = distance > range ? Conformity.Inconclusive : Judge(rates[i], required);
        }

        var (conformity, reason) = Conclude(counts, rates, conformities, required, range);
        return new(rates, conformities, conformity, reason);
    }

    private static (Conformity, string) Conclude(
        IReadOnlyList<ReadCount> counts, Proportion[] rates, Conformity[] conformities, double required, double range)
    {
        var broken = Array.IndexOf(conformities, Conformity.Nonconforming);
        if (broken >= 0)
        {
            return (Conformity.Nonconforming,
                $"At {Format(counts[broken].Distance)} m {Percent(rates[broken].Value)} were read, at most {Percent(rates[broken].High)} when chance is allowed for: less than {Percent(required)}.");
        }

        var farthest = double.NegativeInfinity;
        for (var i = 0; i < conformities.Length; i++)
        {
            if (counts[i].Distance > range)
            {
                continue;
            }

            farthest = Math.Max(farthest, counts[i].Distance);
            if (conformities[i] == Conformity.Conforming)
            {
                continue;
            }

            return (Conformity.Inconclusive, counts[i].Read == counts[i].Expected
                ? $"All were read at {Format(counts[i].Distance)} m, but {counts[i].Expected} tries cannot show {Percent(required)}: that takes {MinReads(required)}."
                : $"At {Format(counts[i].Distance)} m {Percent(rates[i].Value)} were read, between {Percent(rates[i].Low)} and {Percent(rates[i].High)} when chance is allowed for: try more often.");
        }

        return farthest < range
            ? (Conformity.Inconclusive, farthest < 0
                ? $"Nothing was tried within {Format(range)} m."
                : $"The farthest try was at {Format(farthest)} m; the range is {Format(range)} m.")
            : (Conformity.Conforming,
                $"At least {Percent(required)} are read at every distance up to {Format(range)} m, chance allowed for.");
    }

    private static Conformity Judge(Proportion rate, double required) =>
        rate.Low >= required ? Conformity.Conforming : rate.High < required ? Conformity.Nonconforming : Conformity.Inconclusive;

    // Wilson's lower bound of n out of n is n / (n + z²).
    private static int MinReads(double required) => (int)Math.Ceiling(1.959963984540054 * 1.959963984540054 * required / (1 - required));

    private static string Percent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    private static string Format(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static void Require(bool condition, string sentence)
    {
        if (!condition)
        {
            throw new ArgumentException(sentence);
        }
    }
}
