using GraphQL;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Outcomes;

namespace SmartDairy.Api.Schema.Alerts;

/// <summary>An alert that did not open, and why. There is one for each time the condition came true and each reason that kept it away.</summary>
[Name("AlertRefusal")]
public sealed record SuppressedAlertView(string RuleId, string SourceId, DateTimeOffset Time, SuppressionReason Reason, Priority Priority)
{
    /// <summary>The rule whose alert it would have been.</summary>
    [Id]
    public string RuleId { get; } = RuleId;

    /// <summary>The device or animal it would have been about.</summary>
    [Id]
    public string SourceId { get; } = SourceId;

    /// <summary>When it would have opened, event time.</summary>
    public DateTimeOffset Time { get; } = Time;

    /// <summary>What kept it away.</summary>
    public SuppressionReason Reason { get; } = Reason;

    /// <summary>How urgent it would have been.</summary>
    public Priority Priority { get; } = Priority;

    internal static SuppressedAlertView From(SuppressedAlert refusal) =>
        new(refusal.RuleId, refusal.SourceId, refusal.Time.ToInstant(), refusal.Reason, refusal.Priority);
}
