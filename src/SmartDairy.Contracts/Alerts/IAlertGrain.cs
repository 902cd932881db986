using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Refusals;

namespace SmartDairy.Contracts.Alerts;

/// <summary>
/// The actor of one rule at one source: at most one alert of it is open at any time. Its key is <see cref="AlertKey"/>. Every call that changes something
/// completes with the commit that holds it, and fails with <see cref="Refusals.RefusedException"/> NOT_FOUND when there is no such alert of this rule and source.
/// </summary>
[Alias("alert")]
public interface IAlertGrain : IGrainWithStringKey
{
    /// <summary>Takes over what the rule says of the source from a time on. The same report twice changes nothing the second time.</summary>
    [Alias("report")] Task ApplyReportAsync(RuleReport report);

    /// <summary>Refused with CONFLICT when it is over already. Again by the same or another: nothing changes.</summary>
    [Alias("acknowledge")] Task<Alert> AcknowledgeAsync(string alertId, string? by, string? comment);

    /// <summary>Ends it, whether or not its cause is gone. Again: nothing changes.</summary>
    [Alias("clear")] Task<Alert> ClearAsync(string alertId, string? by, string? comment);

    /// <summary>Makes somebody responsible; null for nobody.</summary>
    [Alias("assign")] Task<Alert> AssignAsync(string alertId, string? assignee, string? by);

    [Alias("comment")] Task<Alert> CommentAsync(string alertId, string text, string? by);

    /// <summary>Nobody is told of it before then, and no other alert of this rule and source opens (see <see cref="Rules.AlertMute"/>).</summary>
    [Alias("snooze")] Task<Alert> SnoozeAsync(string alertId, long until, string? by);

    /// <summary>An action of an alert's rule failed for good: shown on the alert.</summary>
    [Alias("action-failed")] Task RecordActionFailureAsync(string alertId, string text);

    /// <summary>Looks at the clock: what is due is done.</summary>
    [Alias("tick")] Task ProcessDueAsync();

    /// <summary>Ends what is open, because the rule was deleted or disabled or no longer covers the source.</summary>
    [Alias("rule-gone")] Task ClearForInactiveRuleAsync(string reason);
}
