using GraphQL;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.History.Alerts;

namespace SmartDairy.Api.Schema.Alerts;

/// <summary>Number of alerts of one rule that were kept from opening for one reason.</summary>
[Name("AlertRefusalCount")]
public sealed record SuppressionCountView(string RuleId, string? SourceId, SuppressionReason Reason, long Count)
{
    /// <summary>Id of the rule that would have raised the alerts.</summary>
    [Id]
    public string RuleId { get; } = RuleId;

    /// <summary>Id of the device or animal; null when counted over all sources.</summary>
    [Id]
    public string? SourceId { get; } = SourceId;

    /// <summary>Reason the alerts were kept from opening.</summary>
    public SuppressionReason Reason { get; } = Reason;

    /// <summary>Number of alerts kept from opening.</summary>
    public long Count { get; } = Count;

    internal static SuppressionCountView From(SuppressedAlertCount count) => new(count.RuleId, count.SourceId, count.Reason, count.Count);
}
