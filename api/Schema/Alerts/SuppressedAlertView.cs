using GraphQL;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Outcomes;

namespace SmartDairy.Api.Schema.Alerts;

/// <summary>An alert that was kept from opening. One is recorded each time the condition came true, for each reason that applied.</summary>
[Name("AlertRefusal")]
public sealed record SuppressedAlertView(string RuleId, string SourceId, DateTimeOffset Time, SuppressionReason Reason, Priority Priority)
{
    /// <summary>Id of the rule that would have raised the alert.</summary>
    [Id]
    public string RuleId { get; } = RuleId;

    /// <summary>Id of the device or animal the alert would have been about.</summary>
    [Id]
    public string SourceId { get; } = SourceId;

    /// <summary>Event time at which the alert would have opened.</summary>
    public DateTimeOffset Time { get; } = Time;

    /// <summary>Reason the alert was kept from opening.</summary>
    public SuppressionReason Reason { get; } = Reason;

    /// <summary>Priority the alert would have had.</summary>
    public Priority Priority { get; } = Priority;

    internal static SuppressedAlertView From(SuppressedAlert refusal) =>
        new(refusal.RuleId, refusal.SourceId, refusal.Time.ToInstant(), refusal.Reason, refusal.Priority);
}
