using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Contracts.Refusals;

namespace SmartDairy.Api.Tests.Alerts.Fakes;

/// <summary>The actor of one rule at one source, as far as users speak with it.</summary>
internal sealed class FakeAlertGrain(FakeAlertStore store) : IAlertGrain
{
    public Task<Alert> AcknowledgeAsync(string alertId, string? by, string? comment)
        => Change(alertId, alert => alert.State == AlertState.Cleared
        ? throw new RefusedException(RefusalKind.Conflict, "It is over.")
        : alert with
        { State = AlertState.Acknowledged, AcknowledgedAt = 5_000, AcknowledgedBy = by }, AlertEventKind.Acknowledged, by, comment);

    public Task<Alert> ClearAsync(string alertId, string? by, string? comment) =>
        Change(alertId, alert => alert with
        { State = AlertState.Cleared, ClearedAt = 6_000, ClearedBy = by }, AlertEventKind.Cleared, by, comment);

    public Task<Alert> AssignAsync(string alertId, string? assignee, string? by) =>
        Change(alertId, alert => alert with { Assignee = assignee }, AlertEventKind.Assigned, by, assignee);

    public Task<Alert> CommentAsync(string alertId, string text, string? by)
        => Change(alertId, alert => alert, AlertEventKind.Commented, by, text);

    public Task<Alert> SnoozeAsync(string alertId, long until, string? by) =>
        Change(alertId, alert => alert with { SnoozedUntil = until }, AlertEventKind.Snoozed, by, $"{until}");

    public Task ApplyReportAsync(RuleReport report) => throw new NotSupportedException();

    public Task RecordActionFailureAsync(string alertId, string text) => throw new NotSupportedException();

    public Task ProcessDueAsync() => throw new NotSupportedException();

    public Task ClearForInactiveRuleAsync(string reason) => throw new NotSupportedException();

    private Task<Alert> Change(string alertId, Func<Alert, Alert> change, AlertEventKind kind, string? by, string? text)
    {
        var index = store.Alerts.FindIndex(alert => alert.Id == alertId);
        var changed = change(store.Alerts[index]);
        store.Alerts[index] = changed;
        store.Events.Add(new()
        {
            Sequence = store.Events.Count + 1,
            FarmId = changed.FarmId,
            AlertId = alertId,
            At = 1_000,
            Kind = kind,
            By = by,
            Text = text
        });
        return Task.FromResult(changed);
    }
}
