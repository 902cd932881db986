using SmartDairy.Analytics.Cows.Episodes;

namespace SmartDairy.Analytics.Cows.NoMovement;

/// <summary>What <c>no-movement/1</c> carries from hour to hour, as plain memory.</summary>
internal struct NoMovementState
{
    public Episode Episode;

    /// <summary>When the present stillness began; 0 when there is none.</summary>
    public long StillSince;
    public long StillHours;
}
