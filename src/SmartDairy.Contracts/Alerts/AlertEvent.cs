namespace SmartDairy.Contracts.Alerts;

/// <summary>One thing that happened to an alert. Never changed once it is written.</summary>
[GenerateSerializer, Immutable, Alias("alert-event")]
public sealed record AlertEvent
{
    /// <summary>Counts the events of a farm without a gap, from 1. 0 before it is written.</summary>
    [Id(0)] public long Sequence { get; init; }

    [Id(1)] public required int FarmId { get; init; }

    [Id(2)] public required string AlertId { get; init; }

    /// <summary>Server time, Unix milliseconds.</summary>
    [Id(3)] public required long At { get; init; }

    [Id(4)] public required AlertEventKind Kind { get; init; }

    /// <summary>Who did it; null when the system did.</summary>
    [Id(5)] public string? By { get; init; }

    /// <summary>A comment, a name, a reason: what <see cref="Kind"/> says; null when there is none.</summary>
    [Id(6)] public string? Text { get; init; }
}
