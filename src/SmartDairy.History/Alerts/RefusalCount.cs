using SmartDairy.Contracts.Alerts.Reports;

namespace SmartDairy.History.Alerts;

/// <param name="SourceId">Null when it is counted over all sources.</param>
public sealed record RefusalCount(string RuleId, string? SourceId, RefusalReason Reason, long Count);
