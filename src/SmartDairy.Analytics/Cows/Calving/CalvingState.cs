using SmartDairy.Analytics.Cows.Episodes;

namespace SmartDairy.Analytics.Cows.Calving;

/// <summary>State of <c>calving/1</c> between hours, blittable.</summary>
internal struct CalvingState
{
    public Episode Episode;

    /// <summary>0 while the cow is not near calving.</summary>
    public double LogOdds;
    public long RiseStartedAt;
}
