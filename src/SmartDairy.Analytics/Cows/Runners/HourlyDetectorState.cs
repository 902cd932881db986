using SmartDairy.Analytics.Cows.Calving;
using SmartDairy.Analytics.Cows.Episodes;
using SmartDairy.Analytics.Cows.Estrus;
using SmartDairy.Analytics.Cows.Illness;
using SmartDairy.Analytics.Cows.NoMovement;

namespace SmartDairy.Analytics.Cows.Runners;

/// <summary>State of the hourly detectors, blittable.</summary>
internal struct HourlyDetectorState
{
    public EstrusState Estrus;
    public IllnessState Illness;
    public CalvingState Calving;
    public NoMovementState NoMovement;
    public Episode HeatStress;
}
