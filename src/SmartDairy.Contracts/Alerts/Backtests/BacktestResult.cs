using SmartDairy.Contracts.Alerts.Outcomes;

namespace SmartDairy.Contracts.Alerts.Backtests;

/// <summary>What one rule would have done.</summary>
/// <param name="EvaluatedReadings">Readings that the rule looked at.</param>
/// <param name="Alerts">Those it would have raised, by the time they opened; at most 10,000.</param>
/// <param name="AlertCount">How many it would have raised.</param>
/// <param name="AlertsPerDay">Alerts a day.</param>
/// <param name="SuppressedCounts">How often something kept an alert away, by reason in the order of <see cref="Outcomes.SuppressionReason"/>.</param>
/// <param name="AddedAlertIds">Ids of those that the rule it was compared with would not have raised; null when it was compared with none.</param>
/// <param name="RemovedAlerts">What the other rule raised and this one would not; null when it was compared with none.</param>
/// <param name="Suggestion">Null when none was asked for.</param>
/// <param name="Notes">What the past cannot tell, in sentences; may be empty.</param>
public sealed record BacktestResult(
    long EvaluatedReadings,
    IReadOnlyList<Alert> Alerts,
    long AlertCount,
    double AlertsPerDay,
    IReadOnlyList<long> SuppressedCounts,
    IReadOnlyList<string>? AddedAlertIds,
    IReadOnlyList<Alert>? RemovedAlerts,
    ThresholdSuggestion? Suggestion,
    IReadOnlyList<string> Notes);
