using SmartDairy.Contracts.Alerts.Outcomes;

namespace SmartDairy.History.Alerts;

/// <param name="SourceId">Null when it is counted over all sources.</param>
public sealed record SuppressedAlertCount(string RuleId, string? SourceId, SuppressionReason Reason, long Count);
