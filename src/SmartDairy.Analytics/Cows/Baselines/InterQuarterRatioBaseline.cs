namespace SmartDairy.Analytics.Cows.Baselines;

/// <summary>
/// Mastitis by the ratio of the highest quarter's conductivity to the lowest of the same milking: quarters of one cow share what is hers. In the field (1979) it told 69 % of mastitis
/// and 93.2 % of normal milkings right.
/// </summary>
/// <param name="threshold">The ratio from which on there is an alarm. The default is 1.15.</param>
public sealed class InterQuarterRatioBaseline(double threshold = 1.15)
{
    /// <summary>1 or more; NaN when fewer than two quarters are told.</summary>
    public static double Score(MilkingObservation milking)
    {
        ArgumentNullException.ThrowIfNull(milking);
        var (lowest, highest, known) = (double.PositiveInfinity, double.NegativeInfinity, 0);
        foreach (var quarter in milking.QuarterConductivity ?? [])
        {
            if (double.IsFinite(quarter) && quarter > 0)
            {
                (lowest, highest) = (Math.Min(lowest, quarter), Math.Max(highest, quarter));
                known++;
            }
        }

        return known < 2 ? double.NaN : highest / lowest;
    }

    /// <summary>Whether a milking raises an alarm.</summary>
    public bool IsAlarm(MilkingObservation milking) => Score(milking) >= threshold;
}
