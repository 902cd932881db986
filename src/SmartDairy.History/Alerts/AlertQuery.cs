using SmartDairy.Contracts.Alerts;

namespace SmartDairy.History.Alerts;

/// <summary>Which alerts. Every member narrows the list; null means any.</summary>
public sealed record AlertQuery
{
    public required int FarmId { get; init; }

    public AlertState? State { get; init; }

    /// <summary>This urgent or more.</summary>
    public Priority? MinPriority { get; init; }

    public string? SourceId { get; init; }

    public string? RuleId { get; init; }

    public int? BarnId { get; init; }

    /// <summary>Opened at or after, event time, Unix milliseconds.</summary>
    public long? From { get; init; }

    /// <summary>Opened before, event time, Unix milliseconds.</summary>
    public long? To { get; init; }
}
