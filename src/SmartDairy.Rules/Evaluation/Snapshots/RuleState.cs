using SmartDairy.Contracts.Alerts;

namespace SmartDairy.Rules.Evaluation.Snapshots;

/// <summary>Where one rule stands at one source.</summary>
[GenerateSerializer, Alias("rule-memory")]
internal sealed class RuleState
{
    [Id(0)] public required string RuleId { get; init; }

    [Id(1)] public required int Version { get; init; }

    /// <summary>The condition, as of the last reading that said anything.</summary>
    [Id(2)] public bool ConditionHolds { get; set; }

    /// <summary>When it came true.</summary>
    [Id(3)] public long ConditionSince { get; set; }

    /// <summary>It held as long as it has to.</summary>
    [Id(4)] public bool ForElapsed { get; set; }

    [Id(5)] public bool IsSilent { get; set; }

    [Id(6)] public long LastReadingAt { get; set; }

    /// <summary>A reading said something.</summary>
    [Id(7)] public bool HasEvaluated { get; set; }

    [Id(8)] public bool ClearConditionHolds { get; set; }

    [Id(9)] public long ClearingSince { get; set; } = long.MaxValue;

    [Id(10)] public bool IsOpen { get; set; }

    [Id(11)] public long OpenedAt { get; set; }

    [Id(12)] public Priority Priority { get; set; }

    /// <summary>When the checks are asked again.</summary>
    [Id(13)] public long NextOpenAttempt { get; set; } = long.MaxValue;

    /// <summary>Reasons told since the cause came up, a bit each.</summary>
    [Id(14)] public int ReportedSuppressions { get; set; }

    /// <summary>When the cause came up.</summary>
    [Id(15)] public long CauseSince { get; set; }

    /// <summary>Severity steps whose condition holds, a bit each.</summary>
    [Id(16)] public int HoldingSteps { get; set; }

    [Id(17)] public long StepsEvaluatedAt { get; set; }

    /// <summary>No deadline comes before.</summary>
    [Id(18)] public long EarliestDeadline { get; set; } = long.MinValue;

    /// <summary>The past is being gone through.</summary>
    [Id(19)] public bool IsWarmingUp { get; set; }

    [Id(20)] public List<long> Openings { get; set; } = [];

    [Id(21)] public List<long> Endings { get; set; } = [];

    /// <summary>When the device's status changed last.</summary>
    [Id(22)] public long StatusChangedAt { get; set; } = long.MinValue;
}
