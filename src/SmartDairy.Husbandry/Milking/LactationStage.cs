using SmartDairy.Analytics.Lactation;

namespace SmartDairy.Husbandry.Milking;

/// <summary>The lactation that a cow is in.</summary>
/// <param name="Parity">Number of calvings, 1 or more.</param>
/// <param name="CalvedAt">The last calving, Unix milliseconds.</param>
public sealed record LactationStage(int Parity, long CalvedAt)
{
    private const double DayMs = 86_400_000;

    // Wood's curve begins at zero, and it was fitted to lactations of about a year.
    private const double FirstDay = 5;
    private const double LastDay = 400;

    /// <summary>Null for a heifer, and while the number of calvings or the last calving is unknown.</summary>
    public static LactationStage? From(int? calvings, long? calvedAt)
        => calvings >= 1 && calvedAt is { } at ? new(calvings.Value, at) : null;

    /// <summary>The daily yield of the average cow of that parity by Wood's curve, kg.</summary>
    /// <param name="at">Unix milliseconds, from the calving on.</param>
    public double ExpectedDailyYieldKg(long at)
        => WoodCurve.ForParity(Parity).YieldOn(Math.Clamp((at - CalvedAt) / DayMs, FirstDay, LastDay));
}
