namespace SmartDairy.Contracts.Alerts.Rules;

/// <summary>
/// A period of event time in which no alert opens: a snooze of one rule and source, or a maintenance window. Each suppressed alert is
/// counted.
/// </summary>
[GenerateSerializer, Immutable, Alias("alert-mute")]
public sealed record AlertMute
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required int FarmId { get; init; }

    /// <summary>True for a snooze, false for a maintenance window.</summary>
    [Id(2)] public required bool IsSnooze { get; init; }

    /// <summary>The muted rule; null for every rule.</summary>
    [Id(3)] public string? RuleId { get; init; }

    /// <summary>The muted source; null for every source.</summary>
    [Id(4)] public string? SourceId { get; init; }

    /// <summary>The muted barn; null for every barn.</summary>
    [Id(5)] public int? BarnId { get; init; }

    /// <summary>Start of the mute, Unix milliseconds, inclusive.</summary>
    [Id(6)] public required long From { get; init; }

    /// <summary>End of the mute, Unix milliseconds, exclusive.</summary>
    [Id(7)] public required long To { get; init; }

    /// <summary>Reason, at most 500 characters; null when none was given.</summary>
    [Id(8)] public string? Reason { get; init; }

    [Id(9)] public string? CreatedBy { get; init; }
}
