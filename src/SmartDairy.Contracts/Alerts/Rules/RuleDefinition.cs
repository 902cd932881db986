namespace SmartDairy.Contracts.Alerts.Rules;

/// <summary>What a user wrote. Stored as JSON and never changed: another definition is another version of the rule. Only add members.</summary>
[GenerateSerializer, Immutable, Alias("rule-definition")]
public sealed record RuleDefinition
{
    /// <summary>1 to 200 characters.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>The alert's message, 1 to 2,000 characters: a template such as <c>Barn {barn_id}: {readings.temperature_c} °C</c>.</summary>
    [Id(1)] public required string Description { get; init; }

    [Id(2)] public required Priority Priority { get; init; }

    [Id(3)] public bool Enabled { get; init; } = true;

    /// <summary>The last level of the MQTT topic that its alerts are published on; an <see cref="Identifier"/>. Null: by the kind of device.</summary>
    [Id(4)] public string? Category { get; init; }

    /// <summary>A flat list, AND before OR. May be empty when there is <see cref="Where"/> or <see cref="NoDataAfter"/>.</summary>
    [Id(5)] public IReadOnlyList<RuleCondition> Conditions { get; init; } = [];

    /// <summary>A condition as text, with groups: <c>temperature_c &gt; 30 AND (humidity_percent &gt; 80 OR co2_ppm &gt; 3000)</c>. With <see cref="Conditions"/> both must hold.</summary>
    [Id(6)] public string? Where { get; init; }

    [Id(7)] public RuleScope Scope { get; init; } = RuleScope.Everything;

    /// <summary>How long the condition must hold, event time, up to 7 days; null: not at all.</summary>
    [Id(8)] public TimeSpan? For { get; init; }

    /// <summary>When it is over; null: when the condition no longer holds.</summary>
    [Id(9)] public IReadOnlyList<RuleCondition>? ClearWhen { get; init; }

    /// <summary><see cref="ClearWhen"/> as text; with both, both must hold.</summary>
    [Id(10)] public string? ClearWhere { get; init; }

    /// <summary>How long it must be over, event time, up to 7 days; null: not at all.</summary>
    [Id(11)] public TimeSpan? ClearAfter { get; init; }

    /// <summary>Fires when a source was silent for so long, event time: 1 minute to 30 days; null: never.</summary>
    [Id(12)] public TimeSpan? NoDataAfter { get; init; }

    [Id(13)] public RuleSchedule? Schedule { get; init; }

    [Id(14)] public FlapControl? Flapping { get; init; }

    [Id(15)] public IReadOnlyList<SeverityStep> Severity { get; init; } = [];

    /// <summary>No new alert of this rule and source within so long after one was opened: up to 30 days. Zero: no such bound.</summary>
    [Id(16)] public TimeSpan Suppression { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Alerts of this rule and source within any hour: 1 to 1,000.</summary>
    [Id(17)] public int MaxPerHour { get; init; } = 10;

    /// <summary>Notifies again while an alert is open and nobody acknowledged it: 1 minute to 7 days; null: never.</summary>
    [Id(18)] public TimeSpan? RenotifyEvery { get; init; }

    /// <summary>Each one JSON object with a <c>type</c>: notification, webhook, command or escalate. At most 20.</summary>
    [Id(19)] public IReadOnlyList<string> Actions { get; init; } = [];
}
