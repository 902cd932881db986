namespace SmartDairy.Analytics.Cows.Baselines;

/// <summary>
/// Mastitis by the rise of the whole milk's conductivity over the mean of the previous 14 milkings of the same cow. In British herds thresholds of 10 and 15 % had sensitivities of 40 to
/// 54 % at specificities of 85 to 92 %, and 33 to 55 % of alarms were right.
/// </summary>
/// <param name="minRise">As a share: 0.15 is 15 %. The default is 0.15.</param>
/// <param name="milkings">Milkings that the mean is of. The default is 14.</param>
public sealed class ConductivityRiseBaseline(double minRise = 0.15, int milkings = 14)
{
    private readonly Queue<double> _before = new(milkings);
    private double _sum;

    /// <summary>The next milking, in order of time; one without conductivity is left out.</summary>
    /// <returns>Its rise over the mean as a share; NaN until there are as many milkings as the mean needs.</returns>
    public double Add(MilkingObservation milking)
    {
        if (!double.IsFinite(milking.Conductivity))
        {
            return double.NaN;
        }

        var over = _before.Count < milkings ? double.NaN : (milking.Conductivity / (_sum / milkings)) - 1;
        _before.Enqueue(milking.Conductivity);
        _sum += milking.Conductivity;
        if (_before.Count > milkings)
        {
            _sum -= _before.Dequeue();
        }

        return over;
    }

    /// <summary>Whether what <see cref="Add"/> returned is an alarm.</summary>
    public bool IsAlarm(double rise) => rise >= minRise;
}
