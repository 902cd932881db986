using System.Globalization;
using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Refusals;
using SmartDairy.Grains.Parts;
using SmartDairy.History;
using SmartDairy.History.Alerts;

namespace SmartDairy.Grains.Alerts;

/// <summary>
/// The alerts of one rule at one source, and their only writer. The actor keeps no state of its own: alerts are rows, written in one
/// transaction with their events and the deliveries that follow. A write by another activation shows in the revision; the alerts are then
/// read again.
/// </summary>
[GrainType("alert")]
public sealed partial class AlertGrain(
    IAlertStore store, AlertConfigurationCache configurations, AlertPublisher publisher, TimeProvider time, ILogger<AlertGrain> log)
    : Grain, IAlertGrain
{
    /// <summary>How far back late data can correct an alert.</summary>
    private static readonly TimeSpan CorrectionWindow = TimeSpan.FromDays(31);
    private const int MaxCommitAttempts = 3;
    private AlertTimeline _timeline = null!;
    private AlertKey _key;
    private DeadlineTimer _timer = null!;
    private Task _lastPublish = Task.CompletedTask;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = AlertKey.Parse(this.GetPrimaryKeyString());
        await LoadAsync(cancellationToken);
        _timer = DeadlineTimer.Create(this, FireAsync, e => LogDeadlineFailed(_key.ToString(), e.Message), time);
        ArmTimer();
    }

    public Task ApplyReportAsync(RuleReport report) => CommitChangeAsync(
        (configuration, now) =>
        {
            if (configuration.FindRule(_key.RuleId) is not { Definition.Enabled: true } rule)
            {
                // The rule was deleted or disabled since. Its alerts were cleared then, and no new one opens.
                return null;
            }

            return _timeline.ComputeChange(report, rule, AlertCategory.Resolve(rule.Definition, report.Source), now);
        });

    public Task<Alert> AcknowledgeAsync(string alertId, string? by, string? comment) => ChangeAlertAsync(alertId, (alert, change) =>
    {
        if (alert.State == AlertState.Cleared)
        {
            throw new RefusedException(
                RefusalKind.Conflict, $"Alert {alertId} is cleared already.", "A cleared alert cannot be acknowledged.");
        }

        if (alert.State == AlertState.Acknowledged)
        {
            return;
        }

        var seen = change.Update(alert with { State = AlertState.Acknowledged, AcknowledgedAt = Now(), AcknowledgedBy = by });
        change.AddEvent(seen, AlertEventKind.Acknowledged, comment, by);
    });

    public Task<Alert> ClearAsync(string alertId, string? by, string? comment) => ChangeAlertAsync(alertId, (alert, change) =>
    {
        if (alert.State != AlertState.Cleared)
        {
            var over = change.Update(
                alert with { State = AlertState.Cleared, ClearedAt = Math.Max(Now(), alert.OpenedAt), ClearedBy = by ?? "system" });
            change.AddEvent(over, AlertEventKind.Cleared, comment, by);
        }
    });

    public Task<Alert> AssignAsync(string alertId, string? assignee, string? by) => ChangeAlertAsync(alertId, (alert, change) =>
    {
        if (alert.Assignee != assignee)
        {
            change.AddEvent(change.Update(alert with { Assignee = assignee }), AlertEventKind.Assigned, assignee, by);
        }
    });

    public Task<Alert> CommentAsync(string alertId, string text, string? by)
        => ChangeAlertAsync(alertId, (alert, change) => change.AddEvent(change.Update(alert), AlertEventKind.Commented, text, by));

    public async Task<Alert> SnoozeAsync(string alertId, long until, string? by)
    {
        if (until <= Now() || until > Now() + (long)CorrectionWindow.TotalMilliseconds)
        {
            throw new RefusedException(RefusalKind.InvalidArgument, "An alert can be snoozed from 1 minute up to 31 days.");
        }

        // The mute comes first: it keeps alerts from opening, and without it the alert would look snoozed without being so.
        await GrainFactory.GetGrain<IRuleSetGrain>(_key.FarmId).SaveMuteAsync(new AlertMute
        {
            Id = "snooze-" + alertId,
            FarmId = _key.FarmId,
            IsSnooze = true,
            RuleId = _key.RuleId,
            SourceId = _key.SourceId,
            From = Now(),
            To = until,
            CreatedBy = by,
        });
        return await ChangeAlertAsync(alertId, (alert, change) =>
        {
            var quiet = change.Update(alert with { SnoozedUntil = until });
            change.AddEvent(quiet, AlertEventKind.Snoozed, DateTimeOffset.FromUnixTimeMilliseconds(until)
                .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), by);
        });
    }

    public Task RecordActionFailureAsync(string alertId, string text)
        => ChangeAlertAsync(alertId, (alert, change) => change.AddEvent(change.Update(alert), AlertEventKind.ActionFailed, text));

    public Task ProcessDueAsync() => CommitChangeAsync((configuration, now) =>
    {
        if (_timeline.Open is not { DueAt: { } due } alert || due > now)
        {
            return null;
        }

        var change = new TimelineChange(_key, now);
        AlertDeadlines.ApplyDue(alert, change, configuration, now);
        return change;
    });

    public Task ClearForInactiveRuleAsync(string reason) => CommitChangeAsync((_, now) =>
    {
        var change = new TimelineChange(_key, now);
        foreach (var alert in _timeline.Alerts)
        {
            if (alert.ConditionEndedAt is null)
            {
                var open = alert.State != AlertState.Cleared;
                var over = change.Update(alert with
                {
                    State = AlertState.Cleared,
                    ConditionEndedAt = Math.Max(now, alert.OpenedAt),
                    ClearedAt = open ? Math.Max(now, alert.OpenedAt) : alert.ClearedAt,
                    ClearedBy = alert.ClearedBy ?? "system",
                });
                if (open)
                {
                    change.AddEvent(over, AlertEventKind.Cleared, reason);
                }
            }
        }

        return change;
    });

    private async Task<Alert> ChangeAlertAsync(string alertId, Action<Alert, TimelineChange> apply)
    {
        await CommitChangeAsync((_, now) =>
        {
            var alert = _timeline.Find(alertId)
                ?? throw new RefusedException(RefusalKind.NotFound, $"There is no alert {alertId} that can still be changed.",
                    "Alerts that ended more than 31 days ago cannot be changed.");
            var change = new TimelineChange(_key, now);
            apply(alert, change);
            return change;
        });
        return _timeline.Find(alertId)!;
    }

    private async Task CommitChangeAsync(Func<AlertConfiguration, long, TimelineChange?> decide)
    {
        for (var attempt = 1; ; attempt++)
        {
            var configuration = await configurations.GetAsync(_key.FarmId);
            if (decide(configuration, Now()) is not { IsEmpty: false } change)
            {
                return;
            }

            var deliveries = AlertDeadlines.PlanDeliveries(change, configuration);
            var alerts = change.Alerts;
            var commit = new AlertCommit
            {
                Key = _key,
                Alerts = alerts,
                Events = change.Events,
                ReplaceSuppressedFrom = change.SuppressionsFrom,
                SuppressedAlerts = change.Suppressions,
                Deliveries = deliveries,
            };
            if (await store.CommitAsync(commit, CancellationToken.None))
            {
                _timeline.Accept(alerts);
                _timeline.ForgetEndedBefore(Now() - (long)CorrectionWindow.TotalMilliseconds);
                ArmTimer();
                PublishChange(change, deliveries.Count > 0);
                return;
            }

            if (attempt == MaxCommitAttempts)
            {
                throw new HistoryUnavailableException(
                    $"Alerts of {_key} were written by other activations {MaxCommitAttempts} times in a row.");
            }

            LogCommitConflict(_key.ToString());
            await LoadAsync(CancellationToken.None);
        }
    }

    private void PublishChange(TimelineChange change, bool deliveries)
    {
        publisher.NotifyStored(_key.FarmId);
        foreach (var refusal in change.Suppressions)
        {
            AlertMetrics.Suppressed(refusal.Reason);
        }

        foreach (var id in change.Opened)
        {
            AlertMetrics.Opened(change.Find(id)!.Priority);
        }

        if (deliveries)
        {
            _ = GrainFactory.GetGrain<IOutboxGrain>(_key.FarmId).SignalPendingAsync();
        }

        foreach (var changeEvent in change.Events)
        {
            if (changeEvent.Kind is AlertEventKind.Opened or AlertEventKind.Acknowledged or AlertEventKind.Cleared
                or AlertEventKind.Worsened
                && change.Find(changeEvent.AlertId) is { } alert)
            {
                _lastPublish = PublishInOrderAsync(_lastPublish, alert);
            }
        }
    }

    /// <summary>Publishes in the order of the events, so that the end of an alert never precedes its beginning.</summary>
    private async Task PublishInOrderAsync(Task before, Alert alert)
    {
        await before;
        await publisher.PublishOrQueueAsync(alert);
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
        => _timeline = new AlertTimeline(_key, await store.ListAlertsSinceAsync(
            _key.FarmId, _key.RuleId, _key.SourceId, Now() - (long)CorrectionWindow.TotalMilliseconds, cancellationToken));

    private void ArmTimer()
    {
        // When this actor is deactivated by then, the farm's reminder processes the deadline.
        _timer.ArmAt(_timeline.Open?.DueAt);
    }

    private async Task FireAsync()
    {
        await ProcessDueAsync();
        ArmTimer();
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    [LoggerMessage(2411, LogLevel.Information, "Alerts of {Key} were written by another activation; reading them again")]
    private partial void LogCommitConflict(string key);

    [LoggerMessage(2412, LogLevel.Warning, "Failed to process the deadline of alerts of {Key} ({Reason}); retrying in 5 s")]
    private partial void LogDeadlineFailed(string key, string reason);
}
