using SmartDairy.Simulator.Parameters;

namespace SmartDairy.Simulator.Biology;

/// <summary>Wood's lactation curve, kg a day = a · t^b · e^(−ct) with t in days in milk.</summary>
public static class LactationCurve
{
    /// <summary>Milk of a day in kg for an average cow of the default parameters.</summary>
    /// <param name="parity">Calvings so far; the third curve serves all later lactations, and 0 gives 0.</param>
    /// <param name="daysInMilk">Days since calving; 0 or less gives 0.</param>
    public static double DailyYield(int parity, double daysInMilk) => DailyYield(HerdParameters.Default.Milk, parity, daysInMilk, 1, 1);

    /// <param name="bFactor">Factor on b relative to the average cow.</param>
    /// <param name="cFactor">Factor on c relative to the average cow.</param>
    internal static double DailyYield(MilkParameters milk, int parity, double daysInMilk, double bFactor, double cFactor)
    {
        if (daysInMilk <= 0 || parity < 1)
        {
            return 0;
        }

        var row = Math.Min(parity, 3) - 1;
        return milk.A[row] * Math.Pow(daysInMilk, milk.B[row] * bFactor) * Math.Exp(-milk.C[row] * cFactor * daysInMilk);
    }
}
