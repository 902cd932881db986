using SmartDairy.Contracts.Alerts.Outcomes;

namespace SmartDairy.Contracts.Alerts;

/// <summary>One alert: one cause at one source, from when it began to when it was over.</summary>
[GenerateSerializer, Immutable, Alias("alert-snapshot")]
public sealed record Alert
{
    /// <summary><c>ALT-</c>, the second it opened at, and a hash of rule, source and that time: see <see cref="AlertId"/>.</summary>
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required int FarmId { get; init; }

    [Id(2)] public required string RuleId { get; init; }

    /// <summary>The version of the rule that raised it.</summary>
    [Id(3)] public required int RuleVersion { get; init; }

    /// <summary>As the rule was called then.</summary>
    [Id(4)] public required string RuleName { get; init; }

    [Id(5)] public required string Category { get; init; }

    [Id(6)] public required AlertSource Source { get; init; }

    /// <summary>The most urgent it has been.</summary>
    [Id(7)] public required Priority Priority { get; init; }

    [Id(8)] public required AlertState State { get; init; }

    /// <summary>The rule's description with the values it was raised on.</summary>
    [Id(9)] public required string Message { get; init; }

    /// <summary>Why it was raised, as one JSON object: see <see cref="Outcomes.EvidenceFields"/>.</summary>
    [Id(10)] public required string Details { get; init; }

    /// <summary>Event time, Unix milliseconds. Late data may move it.</summary>
    [Id(11)] public required long OpenedAt { get; init; }

    /// <summary>When it was stored, server time, Unix milliseconds.</summary>
    [Id(12)] public required long RaisedAt { get; init; }

    [Id(13)] public long? AcknowledgedAt { get; init; }

    [Id(14)] public string? AcknowledgedBy { get; init; }

    /// <summary>When its cause was gone (event time), or a user or the system ended it. Null while it lasts.</summary>
    [Id(15)] public long? ClearedAt { get; init; }

    /// <summary>Who ended it; null when its cause was gone, or it is not over.</summary>
    [Id(16)] public string? ClearedBy { get; init; }

    /// <summary>
    /// When the rule's own judgement ended it, event time; null while the rule holds it for open. Differs from <see cref="ClearedAt"/> when a user ended it
    /// while its cause went on: no new alert opens until that is over.
    /// </summary>
    [Id(17)] public long? ConditionEndedAt { get; init; }

    /// <summary>True when late data showed that it never was. It is kept, and counts for nothing.</summary>
    [Id(18)] public bool Retracted { get; init; }

    [Id(19)] public string? Assignee { get; init; }

    /// <summary>How often its condition came true within it: 1 or more.</summary>
    [Id(20)] public int Occurrences { get; init; } = 1;

    /// <summary>No notification before then, Unix milliseconds; null: not snoozed.</summary>
    [Id(21)] public long? SnoozedUntil { get; init; }

    /// <summary>When it is next to be looked at by the clock, Unix milliseconds; null: never.</summary>
    [Id(22)] public long? DueAt { get; init; }

    /// <summary>How many levels of its escalation chain were told.</summary>
    [Id(23)] public int EscalationLevel { get; init; }

    /// <summary>When somebody was last told of it, Unix milliseconds; null: nobody was.</summary>
    [Id(24)] public long? NotifiedAt { get; init; }

    /// <summary>Rises with every change.</summary>
    [Id(25)] public long Revision { get; init; }
}
