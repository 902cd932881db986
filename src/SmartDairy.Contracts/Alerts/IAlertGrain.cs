using SmartDairy.Contracts.Alerts.Outcomes;

namespace SmartDairy.Contracts.Alerts;

/// <summary>
/// The grain of one rule at one source, which has at most one open alert at any time. The grain key is <see cref="AlertKey"/>. A call that
/// changes an alert completes once the change is committed, and fails with <see cref="Refusals.RefusedException"/> NOT_FOUND when this rule
/// and source have no such alert.
/// </summary>
[Alias("alert")]
public interface IAlertGrain : IGrainWithStringKey
{
    /// <summary>Applies the outcomes of the rule. Idempotent: applying the same report again changes nothing.</summary>
    [Alias("report")] Task ApplyReportAsync(RuleReport report);

    /// <summary>
    /// Acknowledges an alert. Refused with CONFLICT when the alert has already cleared; acknowledging it again changes nothing.
    /// </summary>
    [Alias("acknowledge")] Task<Alert> AcknowledgeAsync(string alertId, string? by, string? comment);

    /// <summary>Clears an alert, even if its cause continues. Clearing it again changes nothing.</summary>
    [Alias("clear")] Task<Alert> ClearAsync(string alertId, string? by, string? comment);

    /// <summary>Assigns an alert; null removes the assignee.</summary>
    [Alias("assign")] Task<Alert> AssignAsync(string alertId, string? assignee, string? by);

    [Alias("comment")] Task<Alert> CommentAsync(string alertId, string text, string? by);

    /// <summary>
    /// Snoozes an alert until a time (Unix milliseconds): no notifications are sent, and no other alert of this rule and source opens (see
    /// <see cref="Rules.AlertMute"/>).
    /// </summary>
    [Alias("snooze")] Task<Alert> SnoozeAsync(string alertId, long until, string? by);

    /// <summary>Records on the alert that an action of its rule failed permanently.</summary>
    [Alias("action-failed")] Task RecordActionFailureAsync(string alertId, string text);

    /// <summary>Performs the time-based steps that are due.</summary>
    [Alias("tick")] Task ProcessDueAsync();

    /// <summary>Clears the open alert because the rule was deleted or disabled or no longer covers the source.</summary>
    [Alias("rule-gone")] Task ClearForInactiveRuleAsync(string reason);
}
