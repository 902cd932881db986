using SmartDairy.Analytics.Cows.Calving;
using SmartDairy.Analytics.Cows.Deviations;
using SmartDairy.Analytics.Cows.Estrus;
using SmartDairy.Analytics.Cows.HeatStress;
using SmartDairy.Analytics.Cows.Illness;
using SmartDairy.Analytics.Cows.Mastitis;
using SmartDairy.Analytics.Cows.NoMovement;
using SmartDairy.Analytics.Cows.Yield;

namespace SmartDairy.Analytics.Cows;

/// <summary>All parameters of the detectors, with sources where there are any.</summary>
public sealed record CowOptions
{
    public static CowOptions Default { get; } = new();

    public UsualValueOptions UsualValues { get; init; } = new();

    public EstrusOptions Estrus { get; init; } = new();

    public YieldOptions Yield { get; init; } = new();

    public IllnessOptions Illness { get; init; } = new();

    public HeatStressOptions HeatStress { get; init; } = new();

    public CalvingOptions Calving { get; init; } = new();

    public NoMovementOptions NoMovement { get; init; } = new();

    public MastitisOptions Mastitis { get; init; } = new();
}
