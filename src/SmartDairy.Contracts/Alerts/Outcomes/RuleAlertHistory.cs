namespace SmartDairy.Contracts.Alerts.Outcomes;

/// <summary>What is stored of one rule at one source as of a time: where its judgement goes on from after a restart or a correction.</summary>
/// <param name="RuleId">Which.</param>
/// <param name="OpenedAt">When the alert opened that the rule held for open then, event time; null when there was none.</param>
/// <param name="Priority">Of that alert; null when there was none.</param>
/// <param name="Openings">When alerts opened in the 31 days before, ascending, those that were retracted left out.</param>
/// <param name="Endings">When they ended by the rule's judgement, ascending.</param>
public sealed record RuleAlertHistory(string RuleId, long? OpenedAt, Priority? Priority, IReadOnlyList<long> Openings, IReadOnlyList<long> Endings);
