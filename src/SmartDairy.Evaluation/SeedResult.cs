using SmartDairy.Evaluation.Baselines;
using SmartDairy.Evaluation.Scoring;

namespace SmartDairy.Evaluation;

/// <summary>One herd, replayed and scored.</summary>
public sealed record SeedResult
{
    public required int Seed { get; init; }

    public required long Messages { get; init; }

    public required long Rejected { get; init; }

    /// <summary>Ours, then the baselines.</summary>
    public required IReadOnlyList<DetectorScore> Scores { get; init; }

    public required EstrusRuminationChange RuminationChange { get; init; }

    /// <summary>Of mastitis alarms that were right, the share that named the right quarter; NaN when there was none.</summary>
    public required double RightQuarter { get; init; }

    /// <summary>One heat that was found, to look at; null when none was.</summary>
    public EstrusExample? Example { get; init; }
}
