using SmartDairy.Analytics.Cows.Episodes;

namespace SmartDairy.Analytics.Cows.Illness;

/// <summary>What <c>illness/1</c> carries from hour to hour, as plain memory.</summary>
internal struct IllnessState
{
    public Episode Episode;
    public double LogOdds;
    public long RiseStartedAt;

    /// <summary>Errors of the forecasts of the last milkings, smoothed; NaN-free, 0 without any.</summary>
    public float YieldError;

    /// <summary>How much of the smoothing is filled, 0 to 1.</summary>
    public float YieldErrorWeight;

    /// <summary>The milking looked at last: its end.</summary>
    public long LastMilkingEnd;
    public long IsInitialized;
}
