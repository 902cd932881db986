using GraphQL;
using SmartDairy.Contracts.Alerts;

namespace SmartDairy.Api.Schema.Alerts;

/// <summary>One entry in the history of an alert. Entries never change.</summary>
[Name("AlertEvent")]
public sealed record AlertEventView(long Sequence, DateTimeOffset At, AlertEventKind Kind, string? By, string? Text)
{
    /// <summary>Number of the entry among all alert entries of the farm, from 1 without gaps.</summary>
    public long Sequence { get; } = Sequence;

    /// <summary>Time of the entry, by the server's clock.</summary>
    public DateTimeOffset At { get; } = At;

    /// <summary>Kind of change the entry records.</summary>
    public AlertEventKind Kind { get; } = Kind;

    /// <summary>API key or user that made the change; null when the system did.</summary>
    public string? By { get; } = By;

    /// <summary>Comment, name or reason, depending on the kind; null when there is none.</summary>
    public string? Text { get; } = Text;

    internal static AlertEventView From(AlertEvent each) => new(each.Sequence, each.At.ToInstant(), each.Kind, each.By, each.Text);
}
