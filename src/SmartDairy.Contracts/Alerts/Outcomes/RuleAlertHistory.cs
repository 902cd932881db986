namespace SmartDairy.Contracts.Alerts.Outcomes;

/// <summary>
/// The stored alerts of one rule at one source as of a time, from which evaluation resumes after a restart or a correction. Times are event
/// time in Unix milliseconds.
/// </summary>
/// <param name="RuleId">Id of the rule.</param>
/// <param name="OpenedAt">Opening time of the alert that the rule considered open at that time; null when there was none.</param>
/// <param name="Priority">Priority of that alert; null when there was none.</param>
/// <param name="Openings">Opening times of alerts in the preceding 31 days, ascending, without retracted alerts.</param>
/// <param name="Endings">Times at which the condition of those alerts ended, ascending.</param>
public sealed record RuleAlertHistory(
    string RuleId, long? OpenedAt, Priority? Priority, IReadOnlyList<long> Openings, IReadOnlyList<long> Endings);
