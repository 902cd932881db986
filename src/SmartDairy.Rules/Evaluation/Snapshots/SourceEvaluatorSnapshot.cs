using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Rules.Evaluation.Snapshots;

/// <summary>
/// The complete state of a <see cref="SourceEvaluator"/>, handed over when its grain migrates. It shares objects with that evaluator, which
/// must not be used afterwards.
/// </summary>
[GenerateSerializer, Alias("rule-watch-memory")]
public sealed class SourceEvaluatorSnapshot
{
    [Id(0)] public long RuleSetVersion { get; set; }

    [Id(1)] internal List<RuleState> Rules { get; set; } = [];

    [Id(2)] internal List<SeriesSnapshot> Series { get; set; } = [];

    [Id(3)] internal Reading? Newest { get; set; }

    [Id(4)] internal long LastTime { get; set; }

    [Id(5)] internal long LastId { get; set; }

    [Id(6)] internal DeviceStatus? Status { get; set; }

    [Id(7)] internal bool? Connected { get; set; }

    [Id(8)] internal bool HasIncompleteWindows { get; set; }
}
