using SmartDairy.Contracts.Alerts.Reports;

namespace SmartDairy.History.Alerts;

/// <param name="SourceId">Null when it is counted over all sources.</param>
public sealed record SuppressedAlertCount(string RuleId, string? SourceId, SuppressionReason Reason, long Count);
