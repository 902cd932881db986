using GraphQL;
using SmartDairy.Contracts.Alerts;

namespace SmartDairy.Api.Schema.Alerts;

/// <summary>One thing that happened to an alert. It never changes.</summary>
[Name("AlertEvent")]
public sealed record AlertEventView(long Sequence, DateTimeOffset At, AlertEventKind Kind, string? By, string? Text)
{
    /// <summary>Counts the events of the farm without a gap, from 1.</summary>
    public long Sequence { get; } = Sequence;

    /// <summary>Server time.</summary>
    public DateTimeOffset At { get; } = At;

    /// <summary>What happened.</summary>
    public AlertEventKind Kind { get; } = Kind;

    /// <summary>Who did it; null when the system did.</summary>
    public string? By { get; } = By;

    /// <summary>A comment, a name, a reason; null when there is none.</summary>
    public string? Text { get; } = Text;

    internal static AlertEventView From(AlertEvent each) => new(each.Sequence, each.At.ToInstant(), each.Kind, each.By, each.Text);
}
