using SmartDairy.Analytics.Cows.Episodes;

namespace SmartDairy.Analytics.Cows.NoMovement;

/// <summary>State of <c>no-movement/1</c> between hours, blittable.</summary>
internal struct NoMovementState
{
    public Episode Episode;

    /// <summary>Start of the present stillness; 0 when there is none.</summary>
    public long StillSince;
    public long StillHours;
}
