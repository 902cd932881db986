namespace SmartDairy.Contracts.Alerts;

/// <summary>One event in the history of an alert. Never changed after it is written.</summary>
[GenerateSerializer, Immutable, Alias("alert-event")]
public sealed record AlertEvent
{
    /// <summary>Gapless number of the event within its farm, from 1; 0 before the event is written.</summary>
    [Id(0)] public long Sequence { get; init; }

    [Id(1)] public required int FarmId { get; init; }

    [Id(2)] public required string AlertId { get; init; }

    /// <summary>Server time of the event, Unix milliseconds.</summary>
    [Id(3)] public required long At { get; init; }

    [Id(4)] public required AlertEventKind Kind { get; init; }

    /// <summary>The user who caused the event; null for the system.</summary>
    [Id(5)] public string? By { get; init; }

    /// <summary>
    /// Text of the event, whose meaning depends on <see cref="Kind"/>, e.g. a comment, a name or a reason; null when there is none.
    /// </summary>
    [Id(6)] public string? Text { get; init; }
}
