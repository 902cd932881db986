using SmartDairy.Analytics.Cows.Episodes;

namespace SmartDairy.Analytics.Cows.Estrus;

/// <summary>What <c>heat/1</c> carries from hour to hour, as plain memory.</summary>
internal struct EstrusState
{
    public Episode Episode;

    /// <summary>Logarithm of the odds of estrus; 0 before the first hour stands for nothing known.</summary>
    public double LogOdds;

    /// <summary>Probability that she is restless for another reason.</summary>
    public double RestlessProbability;

    /// <summary>When the present rise began; 0 when there is none.</summary>
    public long RiseStartedAt;

    /// <summary>When the last episode began; 0 when there was none.</summary>
    public long LastOnset;

    /// <summary>The highest smoothed activity of the episode.</summary>
    public float PeakActivity;
    public int IsInitialized;
}
