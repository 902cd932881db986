using SmartDairy.Contracts.Alerts;

namespace SmartDairy.Rules.Evaluation.Snapshots;

/// <summary>The state of one rule at one source. Times are event time in Unix milliseconds.</summary>
[GenerateSerializer, Alias("rule-memory")]
internal sealed class RuleState
{
    [Id(0)] public required string RuleId { get; init; }

    [Id(1)] public required int Version { get; init; }

    /// <summary>Whether the condition held at the last reading that carried a field of the rule.</summary>
    [Id(2)] public bool ConditionHolds { get; set; }

    /// <summary>When the condition became true.</summary>
    [Id(3)] public long ConditionSince { get; set; }

    /// <summary>The condition has held for the rule's <c>for</c>.</summary>
    [Id(4)] public bool ForElapsed { get; set; }

    [Id(5)] public bool IsSilent { get; set; }

    [Id(6)] public long LastReadingAt { get; set; }

    /// <summary>At least one reading carried a field of the rule.</summary>
    [Id(7)] public bool HasEvaluated { get; set; }

    [Id(8)] public bool ClearConditionHolds { get; set; }

    [Id(9)] public long ClearingSince { get; set; } = long.MaxValue;

    [Id(10)] public bool IsOpen { get; set; }

    [Id(11)] public long OpenedAt { get; set; }

    [Id(12)] public Priority Priority { get; set; }

    /// <summary>When opening the alert is tried again; <see cref="long.MaxValue"/> when it is not.</summary>
    [Id(13)] public long NextOpenAttempt { get; set; } = long.MaxValue;

    /// <summary>Suppression reasons already emitted since <see cref="CauseSince"/>, one bit each.</summary>
    [Id(14)] public int ReportedSuppressions { get; set; }

    /// <summary>When the cause of the alert (the condition or the silence) began.</summary>
    [Id(15)] public long CauseSince { get; set; }

    /// <summary>Severity steps whose condition holds, one bit each.</summary>
    [Id(16)] public int HoldingSteps { get; set; }

    [Id(17)] public long StepsEvaluatedAt { get; set; }

    /// <summary>No deadline is earlier than this.</summary>
    [Id(18)] public long EarliestDeadline { get; set; } = long.MinValue;

    /// <summary>Stored readings are being replayed and no outcomes are emitted.</summary>
    [Id(19)] public bool IsWarmingUp { get; set; }

    [Id(20)] public List<long> Openings { get; set; } = [];

    [Id(21)] public List<long> Endings { get; set; } = [];

    /// <summary>When the device's status last changed.</summary>
    [Id(22)] public long StatusChangedAt { get; set; } = long.MinValue;
}
