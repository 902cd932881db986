using System.Globalization;

namespace SmartDairy.Analytics.Accuracy;

/// <summary>
/// Whether a reader reads as large a share of tags as it must, at every distance up to its range. What was counted is a sample: the rate is kept when the whole interval
/// (Wilson, 95 %) lies at or above it, and broken when the whole interval lies below it.
/// </summary>
public static class ReadRateCheck
{
    /// <param name="counts">At least one; distances in any order.</param>
    /// <param name="required">The share, above 0 and below 1.</param>
    /// <param name="range">Metres up to which it is asked, above 0.</param>
    /// <exception cref="ArgumentException">A number is out of its bounds.</exception>
    public static ReadRateResult Of(IReadOnlyList<ReadCount> counts, double required, double range)
    {
        Require(counts.Count > 0, "No distance was tried.");
        Require(required is > 0 and < 1, "The required rate must lie between 0 and 1.");
        Require(range > 0 && double.IsFinite(range), "The range must be above 0.");
        var rates = new Proportion[counts.Count];
        var each = new Conformity[counts.Count];
        for (var i = 0; i < rates.Length; i++)
        {
            var (distance, expected, read) = counts[i];
            Require(double.IsFinite(distance) && distance >= 0, "A distance must be 0 or more.");
            Require(expected > 0 && read >= 0 && read <= expected, $"At {Told(distance)} m the tags read must be from 0 to those expected, and those above 0.");
            rates[i] = Proportion.Of(read, expected);
            each[i] = distance > range ? Conformity.Undecided : Judge(rates[i], required);
        }

        var (conformity, reason) = Conclude(counts, rates, each, required, range);
        return new(rates, each, conformity, reason);
    }

    private static (Conformity, string) Conclude(IReadOnlyList<ReadCount> counts, Proportion[] rates, Conformity[] each, double required, double range)
    {
        var broken = Array.IndexOf(each, Conformity.Broken);
        if (broken >= 0) return (Conformity.Broken, $"At {Told(counts[broken].Distance)} m {Percent(rates[broken].Value)} were read, at most {Percent(rates[broken].High)} when chance is allowed for: less than {Percent(required)}.");
        var farthest = double.NegativeInfinity;
        for (var i = 0; i < each.Length; i++)
        {
            if (counts[i].Distance > range) continue;
            farthest = Math.Max(farthest, counts[i].Distance);
            if (each[i] == Conformity.Kept) continue;
            return (Conformity.Undecided, counts[i].Read == counts[i].Expected
                ? $"All were read at {Told(counts[i].Distance)} m, but {counts[i].Expected} tries cannot show {Percent(required)}: that takes {Fewest(required)}."
                : $"At {Told(counts[i].Distance)} m {Percent(rates[i].Value)} were read, between {Percent(rates[i].Low)} and {Percent(rates[i].High)} when chance is allowed for: try more often.");
        }

        return farthest < range
            ? (Conformity.Undecided, farthest < 0 ? $"Nothing was tried within {Told(range)} m." : $"The farthest try was at {Told(farthest)} m; the range is {Told(range)} m.")
            : (Conformity.Kept, $"At least {Percent(required)} are read at every distance up to {Told(range)} m, chance allowed for.");
    }

    private static Conformity Judge(Proportion rate, double required) =>
        rate.Low >= required ? Conformity.Kept : rate.High < required ? Conformity.Broken : Conformity.Undecided;

    // Wilson's lower bound of n out of n is n / (n + z²).
    private static int Fewest(double required) => (int)Math.Ceiling(1.959963984540054 * 1.959963984540054 * required / (1 - required));

    private static string Percent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    private static string Told(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static void Require(bool condition, string sentence)
    {
        if (!condition) throw new ArgumentException(sentence);
    }
}
