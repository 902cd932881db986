using SmartDairy.Analytics.Cows.Episodes;

namespace SmartDairy.Analytics.Cows.Estrus;

/// <summary>State of <c>heat/1</c> between hours, blittable.</summary>
internal struct EstrusState
{
    public Episode Episode;

    /// <summary>Log odds of estrus; 0 before the first hour.</summary>
    public double LogOdds;

    /// <summary>Probability that the cow is restless for another reason.</summary>
    public double RestlessProbability;

    /// <summary>Start of the present rise; 0 when there is none.</summary>
    public long RiseStartedAt;

    /// <summary>Start of the last episode; 0 when there was none.</summary>
    public long LastOnset;

    /// <summary>The highest smoothed activity of the episode.</summary>
    public float PeakActivity;
    public int IsInitialized;
}
