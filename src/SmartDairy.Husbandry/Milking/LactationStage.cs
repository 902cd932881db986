using SmartDairy.Analytics.Lactation;

namespace SmartDairy.Husbandry.Milking;

/// <summary>Which lactation a cow is in, and since when.</summary>
/// <param name="Parity">Calvings so far, 1 or more.</param>
/// <param name="CalvedAt">Unix milliseconds.</param>
public sealed record LactationStage(int Parity, long CalvedAt)
{
    private const double DayMs = 86_400_000;

    // The curve begins at nothing, and beyond a year it is nobody's.
    private const double FirstDay = 5;
    private const double LastDay = 400;

    /// <summary>What the average cow of her parity gives on that day, by Wood's curve, kg.</summary>
    /// <param name="at">Unix milliseconds; not before she calved.</param>
    public double ExpectedDailyYieldKg(long at) => WoodCurve.ForParity(Parity).YieldOn(Math.Clamp((at - CalvedAt) / DayMs, FirstDay, LastDay));
}
