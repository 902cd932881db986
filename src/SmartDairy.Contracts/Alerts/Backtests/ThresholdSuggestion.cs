namespace SmartDairy.Contracts.Alerts.Backtests;

/// <summary>A threshold that would have produced about the desired number of alerts.</summary>
/// <param name="Field">Field of the condition the threshold belongs to.</param>
/// <param name="Threshold">The suggested threshold; null when no threshold comes close.</param>
/// <param name="AlertsPerDay">Alerts per day with the suggested threshold; null without one.</param>
/// <param name="Reason">A sentence that explains the suggestion or its absence.</param>
public sealed record ThresholdSuggestion(string Field, double? Threshold, double? AlertsPerDay, string Reason);
