using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Contracts.Alerts.Backtests;

/// <summary>Rules to be tried on the past.</summary>
/// <param name="FarmId">Whose past.</param>
/// <param name="Rules">1 to 50.</param>
/// <param name="From">Unix milliseconds, inclusive.</param>
/// <param name="To">Unix milliseconds, exclusive.</param>
/// <param name="ComparedRuleId">The id of a rule in force that the first one is compared with; null: none.</param>
/// <param name="TargetAlertsPerDay">How many alerts a day are wanted of the first: a threshold for that is suggested; null: none.</param>
public sealed record BacktestRequest(
    int FarmId, IReadOnlyList<RuleDefinition> Rules, long From, long To, string? ComparedRuleId = null, double? TargetAlertsPerDay = null);
