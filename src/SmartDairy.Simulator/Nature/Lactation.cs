namespace SmartDairy.Simulator.Nature;

/// <summary>
/// Wood's curve, kg a day = a · t^b · e^(−ct) with t in days in milk. The parameters by parity are those of the Ruminant Farm Systems
/// model's input (base a 19.9, b 0.247, c 0.003376, plus its adjustments by parity), which peak at 37.7 kg on day 99, 46.4 kg on day 65
/// and 50.5 kg on day 65.
/// </summary>
public static class Lactation
{
    /// <summary>Days dry before the next calving; she gives no milk.</summary>
    public const int DryDays = 60;

    private static readonly (double A, double B, double C)[] ByParity =
        [(15.72, 0.2433, 0.002445), (22.06, 0.2350, 0.003642), (21.92, 0.2627, 0.004041)];

    /// <summary>Milk of a day in kg for an average cow.</summary>
    /// <param name="parity">Calvings so far, at least 1; the third curve serves all later ones.</param>
    /// <param name="daysInMilk">Days since calving; 0 or less gives 0.</param>
    public static double DailyYield(int parity, double daysInMilk)
    {
        if (daysInMilk <= 0)
        {
            return 0;
        }

        var (a, b, c) = ByParity[Math.Clamp(parity, 1, 3) - 1];
        return a * Math.Pow(daysInMilk, b) * Math.Exp(-c * daysInMilk);
    }
}
