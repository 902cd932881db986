using SmartDairy.Analytics.Cows.Calving;
using SmartDairy.Analytics.Cows.Episodes;
using SmartDairy.Analytics.Cows.Heat;
using SmartDairy.Analytics.Cows.Illness;
using SmartDairy.Analytics.Cows.Movement;

namespace SmartDairy.Analytics.Cows.Course;

/// <summary>What the detectors that work by the hour carry along, as plain memory.</summary>
internal struct HourlyDetectorState
{
    public EstrusState Estrus;
    public IllnessState Illness;
    public CalvingState Calving;
    public NoMovementState NoMovement;
    public Episode HeatStress;
}
