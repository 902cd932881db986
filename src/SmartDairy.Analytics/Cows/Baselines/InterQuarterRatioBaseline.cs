namespace SmartDairy.Analytics.Cows.Baselines;

/// <summary>
/// Detects mastitis by the ratio of the highest to the lowest quarter's conductivity in one milking, which cancels the level of the cow. In
/// the field (1979) it classified 69 % of mastitic and 93.2 % of normal milkings correctly.
/// </summary>
/// <param name="threshold">Minimum ratio for an alarm. The default is 1.15.</param>
public sealed class InterQuarterRatioBaseline(double threshold = 1.15)
{
    /// <summary>1 or more; NaN when fewer than two quarters are known.</summary>
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
