using System.Globalization;
using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Refusals;
using SmartDairy.History;
using SmartDairy.History.Alerts;

namespace SmartDairy.Grains.Alerts;

/// <summary>
/// One rule at one source. It keeps no state of its own: its alerts are rows, written together with what happened to them and with the messages that makes necessary. Another
/// activation that wrote meanwhile is noticed by the revision, and then all is read again.
/// </summary>
[GrainType("alert")]
public sealed partial class AlertGrain(IAlertStore store, AlertConfigurationCache configurations, AlertPublisher publisher, TimeProvider time, ILogger<AlertGrain> log) : Grain, IAlertGrain
{
    /// <summary>How far back late data can correct an alert.</summary>
    private static readonly TimeSpan CorrectionWindow = TimeSpan.FromDays(31);
    private const int MaxCommitAttempts = 3;
    private AlertTimeline _timeline = null!;
    private AlertKey _key;
    private IGrainTimer? _timer;
    private Task _lastPublish = Task.CompletedTask;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = AlertKey.Parse(this.GetPrimaryKeyString());
        await LoadAsync(cancellationToken);
        ArmTimer();
    }

    public Task ApplyReportAsync(RuleReport report) => CommitChangeAsync(
        (book, now) =>
        {
            if (book.FindRule(_key.RuleId) is not { Definition.Enabled: true } rule)
            {
                // Deleted or disabled meanwhile: what was open was ended then, and nothing opens any more.
                return null;
            }

            return _timeline.ComputeChange(report, rule, AlertCategory.Resolve(rule.Definition, report.Source), now);
        });

    public Task<Alert> AcknowledgeAsync(string alertId, string? by, string? comment) => ChangeAlertAsync(alertId, (alert, change) =>
    {
        if (alert.State == AlertState.Cleared)
        {
            throw new RefusedException(RefusalKind.Conflict, $"Alert {alertId} is over already.", "It was cleared; there is nothing left to acknowledge.");
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
            var over = change.Update(alert with { State = AlertState.Cleared, ClearedAt = Math.Max(Now(), alert.OpenedAt), ClearedBy = by ?? "system" });
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

        // The mute first: it is what keeps others from opening, and without it the alert would look snoozed and not be.
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
            change.AddEvent(quiet, AlertEventKind.Snoozed, DateTimeOffset.FromUnixTimeMilliseconds(until).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), by);
        });
    }

    public Task RecordActionFailureAsync(string alertId, string text)
        => ChangeAlertAsync(alertId, (alert, change) => change.AddEvent(change.Update(alert), AlertEventKind.ActionFailed, text));

    public Task ProcessDueAsync() => CommitChangeAsync((book, now) =>
    {
        if (_timeline.Open is not { DueAt: { } due } alert || due > now)
        {
            return null;
        }

        var change = new TimelineChange(_key, now);
        AlertDeadlines.ApplyDue(alert, change, book, now);
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
                ?? throw new RefusedException(RefusalKind.NotFound, $"There is no alert {alertId} that can still be changed.", "Alerts that ended over 31 days ago are closed for good.");
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
            var book = await configurations.GetAsync(_key.FarmId);
            if (decide(book, Now()) is not { IsEmpty: false } change)
            {
                return;
            }

            var deliveries = AlertDeadlines.PlanDeliveries(change, book);
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
                throw new HistoryUnavailableException($"The alerts of {_key} are being written by others.");
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

        foreach (var one in change.Events)
        {
            if (one.Kind is AlertEventKind.Opened or AlertEventKind.Acknowledged or AlertEventKind.Cleared or AlertEventKind.Worsened && change.Find(one.AlertId) is { } alert)
            {
                _lastPublish = PublishInOrderAsync(_lastPublish, alert);
            }
        }
    }

    /// <summary>In the order of what happened: an end must not come before its beginning.</summary>
    private async Task PublishInOrderAsync(Task before, Alert alert)
    {
        await before;
        await publisher.PublishOrQueueAsync(alert);
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
        => _timeline = new AlertTimeline(_key, await store.ListAlertsSinceAsync(_key.FarmId, _key.RuleId, _key.SourceId, Now() - (long)CorrectionWindow.TotalMilliseconds, cancellationToken));

    private void ArmTimer()
    {
        _timer?.Dispose();
        _timer = null;
        if (_timeline.Open?.DueAt is not { } due)
        {
            return;
        }

        // Beyond what a timer takes, or when this actor sleeps by then, the farm's reminder does it.
        var wait = TimeSpan.FromMilliseconds(Math.Clamp(due - Now(), 1, 24L * 3_600_000));
        _timer = this.RegisterGrainTimer(static (grain, _) => grain.TimerAsync(), this, wait, Timeout.InfiniteTimeSpan);
    }

    private async Task TimerAsync()
    {
        try
        {
            await ProcessDueAsync();
        }
        catch (Exception e) when (e is HistoryUnavailableException or TimeoutException or OrleansException)
        {
            LogTickFailed(_key.ToString(), e.Message);
        }

        ArmTimer();
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    [LoggerMessage(2411, LogLevel.Information, "The alerts of {Key} were written by another activation; read again")]
    private partial void LogCommitConflict(string key);

    [LoggerMessage(2412, LogLevel.Warning, "What is due for the alerts of {Key} cannot be done now ({Reason}); it is tried again within a minute")]
    private partial void LogTickFailed(string key, string reason);
}
