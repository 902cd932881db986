namespace SmartDairy.Analytics.Lactation;

/// <summary>
/// Wood's lactation curve (1967): milk of a day = <c>a · t^b · e^(−ct)</c>, t in days in milk, in the unit of a.
/// </summary>
/// <param name="A">Scale, above 0.</param>
/// <param name="B">Steepness of the rise to the peak, above 0.</param>
/// <param name="C">Rate of the decline after the peak, above 0.</param>
public sealed record WoodCurve(double A, double B, double C)
{
    // Base a 19.9, b 0.247, c 0.003376 of the Ruminant Farm Systems model's input, with its adjustments by parity.
    private static readonly WoodCurve[] ByParity =
        [new(15.72, 0.2433, 0.002445), new(22.06, 0.2350, 0.003642), new(21.92, 0.2627, 0.004041)];

    /// <summary>Days in milk at the peak.</summary>
    public double PeakDay => B / C;

    /// <summary>Milk on the peak day.</summary>
    public double PeakYield => YieldOn(PeakDay);

    /// <summary>
    /// Kilograms a day of the average cow of a parity, from the Ruminant Farm Systems model: peaks of 37.7 kg on day 99.5, 46.4 kg on day
    /// 64.5 and 50.5 kg on day 65.
    /// </summary>
    /// <param name="parity">Calvings so far; below 1 is taken as 1, and the third curve serves all later ones.</param>
    public static WoodCurve ForParity(int parity) => ByParity[Math.Clamp(parity, 1, 3) - 1];

    /// <summary>Milk of a day.</summary>
    /// <param name="daysInMilk">Days since calving; 0 or less gives 0, NaN gives NaN.</param>
    public double YieldOn(double daysInMilk) => daysInMilk <= 0 ? 0 : A * Math.Pow(daysInMilk, B) * Math.Exp(-C * daysInMilk);

    /// <summary>Milk of the first days, 1 to <paramref name="days"/>, added up.</summary>
    public double CumulativeYield(int days)
    {
        var sum = 0.0;
        for (var day = 1; day <= days; day++)
        {
            sum += YieldOn(day);
        }

        return sum;
    }
}
