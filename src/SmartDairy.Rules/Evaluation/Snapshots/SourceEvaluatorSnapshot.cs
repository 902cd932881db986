using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Rules.Evaluation.Snapshots;

/// <summary>All a watch knows: it goes along when an actor moves. Handed on, not kept: the watch it came from is used no more.</summary>
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
