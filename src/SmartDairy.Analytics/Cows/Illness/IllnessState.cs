using SmartDairy.Analytics.Cows.Episodes;

namespace SmartDairy.Analytics.Cows.Illness;

/// <summary>State of <c>illness/1</c> between hours, blittable.</summary>
internal struct IllnessState
{
    public Episode Episode;
    public double LogOdds;
    public long RiseStartedAt;

    /// <summary>Smoothed standardized errors of the last milkings' forecasts; 0 without milkings, never NaN.</summary>
    public float YieldError;

    /// <summary>Total weight in the smoothing, 0 to 1.</summary>
    public float YieldErrorWeight;

    /// <summary>End of the last milking used, Unix milliseconds.</summary>
    public long LastMilkingEnd;
    public long IsInitialized;
}
