namespace SmartDairy.Contracts.Alerts.Rules;

/// <summary>
/// The definition of a rule as written by a user. Stored as JSON and immutable: a changed definition is a new version of the rule. Only add
/// members.
/// </summary>
[GenerateSerializer, Immutable, Alias("rule-definition")]
public sealed record RuleDefinition
{
    /// <summary>Name of the rule, 1 to 200 characters.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>Template of the alert message, 1 to 2,000 characters, e.g. <c>Barn {barn_id}: {readings.temperature_c} °C</c>.</summary>
    [Id(1)] public required string Description { get; init; }

    [Id(2)] public required Priority Priority { get; init; }

    [Id(3)] public bool Enabled { get; init; } = true;

    /// <summary>
    /// Last level of the MQTT topic of the rule's alerts, an <see cref="Identifier"/>; null to derive it from the device type.
    /// </summary>
    [Id(4)] public string? Category { get; init; }

    /// <summary>
    /// A flat list of conditions in which AND binds tighter than OR. May be empty when <see cref="Where"/> or <see cref="NoDataAfter"/> is
    /// set.
    /// </summary>
    [Id(5)] public IReadOnlyList<RuleCondition> Conditions { get; init; } = [];

    /// <summary>
    /// A condition as text with groups, e.g. <c>temperature_c &gt; 30 AND (humidity_percent &gt; 80 OR co2_ppm &gt; 3000)</c>. Both this
    /// and <see cref="Conditions"/> must hold when both are given.
    /// </summary>
    [Id(6)] public string? Where { get; init; }

    [Id(7)] public RuleScope Scope { get; init; } = RuleScope.Everything;

    /// <summary>How long the condition must hold before an alert opens, in event time, at most 7 days; null to open immediately.</summary>
    [Id(8)] public TimeSpan? For { get; init; }

    /// <summary>The condition for clearing an alert; null to clear when the condition no longer holds.</summary>
    [Id(9)] public IReadOnlyList<RuleCondition>? ClearWhen { get; init; }

    /// <summary>The clear condition as text; both this and <see cref="ClearWhen"/> must hold when both are given.</summary>
    [Id(10)] public string? ClearWhere { get; init; }

    /// <summary>
    /// How long the alert must be ready to clear before it clears, in event time, at most 7 days; null to clear immediately.
    /// </summary>
    [Id(11)] public TimeSpan? ClearAfter { get; init; }

    /// <summary>Fires when a source has sent no data for this long, in event time, 1 minute to 30 days; null to ignore silence.</summary>
    [Id(12)] public TimeSpan? NoDataAfter { get; init; }

    [Id(13)] public RuleSchedule? Schedule { get; init; }

    [Id(14)] public FlapControl? Flapping { get; init; }

    [Id(15)] public IReadOnlyList<SeverityStep> Severity { get; init; } = [];

    /// <summary>Minimum time between the openings of two alerts of this rule and source, at most 30 days; zero for no minimum.</summary>
    [Id(16)] public TimeSpan Suppression { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Maximum number of alerts of this rule and source within any hour, 1 to 1,000.</summary>
    [Id(17)] public int MaxPerHour { get; init; } = 10;

    /// <summary>
    /// Interval of repeated notifications while an alert is open and not acknowledged, 1 minute to 7 days; null for none.
    /// </summary>
    [Id(18)] public TimeSpan? RenotifyEvery { get; init; }

    /// <summary>At most 20 actions, each a JSON object with a <c>type</c>: notification, webhook, command or escalate.</summary>
    [Id(19)] public IReadOnlyList<string> Actions { get; init; } = [];
}
