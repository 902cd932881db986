namespace SmartDairy.Contracts.Alerts;

/// <summary>One alert: one cause at one source, from its opening to its end.</summary>
[GenerateSerializer, Immutable, Alias("alert-snapshot")]
public sealed record Alert
{
    /// <summary>
    /// Id of the alert: <c>ALT-</c>, the opening time to the second, and a hash of rule, source and opening time; see
    /// <see cref="AlertId"/>.
    /// </summary>
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required int FarmId { get; init; }

    [Id(2)] public required string RuleId { get; init; }

    /// <summary>Version of the rule that raised the alert.</summary>
    [Id(3)] public required int RuleVersion { get; init; }

    /// <summary>Name of the rule when the alert was raised.</summary>
    [Id(4)] public required string RuleName { get; init; }

    [Id(5)] public required string Category { get; init; }

    [Id(6)] public required AlertSource Source { get; init; }

    /// <summary>The most urgent priority the alert has had.</summary>
    [Id(7)] public required Priority Priority { get; init; }

    [Id(8)] public required AlertState State { get; init; }

    /// <summary>The rule's description filled with the values that raised the alert.</summary>
    [Id(9)] public required string Message { get; init; }

    /// <summary>Evidence of the alert as a JSON object; see <see cref="Outcomes.EvidenceFields"/>.</summary>
    [Id(10)] public required string Details { get; init; }

    /// <summary>Event time of the opening, Unix milliseconds. Late data can change it.</summary>
    [Id(11)] public required long OpenedAt { get; init; }

    /// <summary>Server time when the alert was stored, Unix milliseconds.</summary>
    [Id(12)] public required long RaisedAt { get; init; }

    [Id(13)] public long? AcknowledgedAt { get; init; }

    [Id(14)] public string? AcknowledgedBy { get; init; }

    /// <summary>
    /// When the cause ended (event time), or when a user or the system cleared the alert; Unix milliseconds. Null while the alert lasts.
    /// </summary>
    [Id(15)] public long? ClearedAt { get; init; }

    /// <summary>The user who cleared the alert; null when its cause ended or the alert is not cleared.</summary>
    [Id(16)] public string? ClearedBy { get; init; }

    /// <summary>
    /// Event time when the rule's condition for the alert ended, Unix milliseconds; null while the rule considers the alert open. Differs
    /// from <see cref="ClearedAt"/> when a user cleared the alert while its cause continued: no new alert opens until the cause has ended.
    /// </summary>
    [Id(17)] public long? ConditionEndedAt { get; init; }

    /// <summary>True when late data disproved the alert. The alert is kept but ignored everywhere.</summary>
    [Id(18)] public bool Retracted { get; init; }

    [Id(19)] public string? Assignee { get; init; }

    /// <summary>Number of times the condition became true during the alert, at least 1.</summary>
    [Id(20)] public int Occurrences { get; init; } = 1;

    /// <summary>No notifications are sent before this time, Unix milliseconds; null when the alert is not snoozed.</summary>
    [Id(21)] public long? SnoozedUntil { get; init; }

    /// <summary>When the alert's next time-based step is due, Unix milliseconds; null when there is none.</summary>
    [Id(22)] public long? DueAt { get; init; }

    /// <summary>Number of escalation levels notified so far.</summary>
    [Id(23)] public int EscalationLevel { get; init; }

    /// <summary>Time of the last notification, Unix milliseconds; null when there was none.</summary>
    [Id(24)] public long? NotifiedAt { get; init; }

    /// <summary>Revision number; increases with every change.</summary>
    [Id(25)] public long Revision { get; init; }
}
