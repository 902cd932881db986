using SmartDairy.Evaluation.Baselines;
using SmartDairy.Evaluation.Scoring;

namespace SmartDairy.Evaluation;

/// <summary>The result of one herd.</summary>
public sealed record SeedResult
{
    public required int Seed { get; init; }

    public required long Messages { get; init; }

    public required long Rejected { get; init; }

    /// <summary>The scores of our detectors, then of the baselines.</summary>
    public required IReadOnlyList<DetectorScore> Scores { get; init; }

    public required EstrusRuminationChange RuminationChange { get; init; }

    /// <summary>The share of right mastitis alarms that named the right quarter; NaN without any.</summary>
    public required double RightQuarter { get; init; }

    /// <summary>One heat that was found, as an example; null when none was.</summary>
    public EstrusExample? Example { get; init; }
}
