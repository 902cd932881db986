using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Contracts.Alerts.Backtests;

/// <summary>A request to evaluate rules against stored readings.</summary>
/// <param name="FarmId">The farm whose readings are used.</param>
/// <param name="Rules">The rules to test, 1 to 50.</param>
/// <param name="From">Start of the period, Unix milliseconds, inclusive.</param>
/// <param name="To">End of the period, Unix milliseconds, exclusive.</param>
/// <param name="ComparedRuleId">Id of the active rule that the first rule is compared with; null for no comparison.</param>
/// <param name="TargetAlertsPerDay">Desired alerts per day of the first rule, for which a threshold is suggested; null for no
/// suggestion.</param>
public sealed record BacktestRequest(
    int FarmId, IReadOnlyList<RuleDefinition> Rules, long From, long To, string? ComparedRuleId = null, double? TargetAlertsPerDay = null);
