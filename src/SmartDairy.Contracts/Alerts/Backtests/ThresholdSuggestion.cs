namespace SmartDairy.Contracts.Alerts.Backtests;

/// <summary>A threshold that would have given about the wanted number of alerts.</summary>
/// <param name="Field">Of which condition.</param>
/// <param name="Threshold">Null when no threshold comes near.</param>
/// <param name="AlertsPerDay">Alerts a day with it.</param>
/// <param name="Reason">A sentence: why this one, or why none.</param>
public sealed record ThresholdSuggestion(string Field, double? Threshold, double? AlertsPerDay, string Reason);
