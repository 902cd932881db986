namespace SmartDairy.Contracts.Alerts.Backtests;

/// <summary>What one rule would have done.</summary>
/// <param name="Evaluated">Readings that the rule looked at.</param>
/// <param name="Alerts">Those it would have raised, by the time they opened; at most 10,000.</param>
/// <param name="AlertCount">How many it would have raised.</param>
/// <param name="PerDay">Alerts a day.</param>
/// <param name="Refusals">How often something kept an alert away, by reason in the order of <see cref="Reports.RefusalReason"/>.</param>
/// <param name="Added">Ids of those that the rule it was compared with would not have raised; null when it was compared with none.</param>
/// <param name="Removed">What the other rule raised and this one would not; null when it was compared with none.</param>
/// <param name="Suggestion">Null when none was asked for.</param>
/// <param name="Notes">What the past cannot tell, in sentences; may be empty.</param>
public sealed record BacktestResult(
    long Evaluated,
    IReadOnlyList<Alert> Alerts,
    long AlertCount,
    double PerDay,
    IReadOnlyList<long> Refusals,
    IReadOnlyList<string>? Added,
    IReadOnlyList<Alert>? Removed,
    ThresholdSuggestion? Suggestion,
    IReadOnlyList<string> Notes);
