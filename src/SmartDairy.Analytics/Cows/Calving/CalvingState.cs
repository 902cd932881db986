using SmartDairy.Analytics.Cows.Episodes;

namespace SmartDairy.Analytics.Cows.Calving;

/// <summary>What <c>calving/1</c> carries from hour to hour, as plain memory.</summary>
internal struct CalvingState
{
    public Episode Episode;

    /// <summary>0 while she is not near her time.</summary>
    public double LogOdds;
    public long RiseStartedAt;
}
