using GraphQL;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.History.Alerts;

namespace SmartDairy.Api.Schema.Alerts;

/// <summary>How often something kept alerts away.</summary>
[Name("AlertRefusalCount")]
public sealed record SuppressionCountView(string RuleId, string? SourceId, SuppressionReason Reason, long Count)
{
    /// <summary>The rule whose alerts they would have been.</summary>
    [Id]
    public string RuleId { get; } = RuleId;

    /// <summary>The device or animal; null when it is counted over all.</summary>
    [Id]
    public string? SourceId { get; } = SourceId;

    /// <summary>What kept them away.</summary>
    public SuppressionReason Reason { get; } = Reason;

    /// <summary>How often.</summary>
    public long Count { get; } = Count;

    internal static SuppressionCountView From(SuppressedAlertCount count) => new(count.RuleId, count.SourceId, count.Reason, count.Count);
}
