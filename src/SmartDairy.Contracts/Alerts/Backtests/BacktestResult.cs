namespace SmartDairy.Contracts.Alerts.Backtests;

/// <summary>The backtest result of one rule.</summary>
/// <param name="EvaluatedReadings">Number of readings the rule evaluated.</param>
/// <param name="Alerts">The alerts the rule would have raised, ordered by opening time; at most 10,000.</param>
/// <param name="AlertCount">Number of alerts the rule would have raised.</param>
/// <param name="AlertsPerDay">Average number of alerts per day.</param>
/// <param name="SuppressedCounts">Number of suppressed alerts by reason, in the order of <see cref="Outcomes.SuppressionReason"/>.</param>
/// <param name="AddedAlertIds">Ids of the alerts that the compared rule would not have raised; null without a comparison.</param>
/// <param name="RemovedAlerts">Alerts that only the compared rule would have raised; null without a comparison.</param>
/// <param name="Suggestion">Suggested threshold; null when none was requested.</param>
/// <param name="Notes">Limitations of the backtest as sentences; may be empty.</param>
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
