using System.Globalization;
using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Contracts.Alerts.Reports;
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
public sealed partial class AlertGrain(IAlertStore store, RuleBooks books, AlertNews news, TimeProvider time, ILogger<AlertGrain> log) : Grain, IAlertGrain
{
    /// <summary>How far back late data can correct an alert.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromDays(31);
    private const int Attempts = 3;
    private AlertTimeline _timeline = null!;
    private AlertKey _key;
    private IGrainTimer? _timer;
    private Task _published = Task.CompletedTask;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = AlertKey.Parse(this.GetPrimaryKeyString());
        await LoadAsync(cancellationToken);
        ArmTimer();
    }

    public Task ReportAsync(RuleReport report) => ChangeAsync(
        (book, now) =>
        {
            if (book.Rule(_key.RuleId) is not { Definition.Enabled: true } rule)
            {
                // Deleted or disabled meanwhile: what was open was ended then, and nothing opens any more.
                return null;
            }

            return _timeline.Apply(report, rule, AlertCategory.Of(rule.Definition, report.Source), now);
        });

    public Task<Alert> AcknowledgeAsync(string alertId, string? by, string? comment) => UserAsync(alertId, (alert, change) =>
    {
        if (alert.State == AlertState.Cleared)
        {
            throw new RefusedException(RefusalKind.Conflict, $"Alert {alertId} is over already.", "It was cleared; there is nothing left to acknowledge.");
        }

        if (alert.State == AlertState.Acknowledged)
        {
            return;
        }

        var seen = change.Put(alert with { State = AlertState.Acknowledged, AcknowledgedAt = Now(), AcknowledgedBy = by });
        change.Note(seen, AlertEventKind.Acknowledged, comment, by);
    });

    public Task<Alert> ClearAsync(string alertId, string? by, string? comment) => UserAsync(alertId, (alert, change) =>
    {
        if (alert.State != AlertState.Cleared)
        {
            var over = change.Put(alert with { State = AlertState.Cleared, ClearedAt = Math.Max(Now(), alert.OpenedAt), ClearedBy = by ?? "system" });
            change.Note(over, AlertEventKind.Cleared, comment, by);
        }
    });

    public Task<Alert> AssignAsync(string alertId, string? assignee, string? by) => UserAsync(alertId, (alert, change) =>
    {
        if (alert.Assignee != assignee)
        {
            change.Note(change.Put(alert with { Assignee = assignee }), AlertEventKind.Assigned, assignee, by);
        }
    });

    public Task<Alert> CommentAsync(string alertId, string text, string? by)
        => UserAsync(alertId, (alert, change) => change.Note(change.Put(alert), AlertEventKind.Commented, text, by));

    public async Task<Alert> SnoozeAsync(string alertId, long until, string? by)
    {
        if (until <= Now() || until > Now() + (long)Memory.TotalMilliseconds)
        {
            throw new RefusedException(RefusalKind.InvalidArgument, "An alert can be snoozed from 1 minute up to 31 days.");
        }

        // The mute first: it is what keeps others from opening, and without it the alert would look snoozed and not be.
        await GrainFactory.GetGrain<IRuleBookGrain>(_key.FarmId).MuteAsync(new Mute
        {
            Id = "snooze-" + alertId,
            FarmId = _key.FarmId,
            Snooze = true,
            RuleId = _key.RuleId,
            SourceId = _key.SourceId,
            From = Now(),
            To = until,
            By = by,
        });
        return await UserAsync(alertId, (alert, change) =>
        {
            var quiet = change.Put(alert with { SnoozedUntil = until });
            change.Note(quiet, AlertEventKind.Snoozed, DateTimeOffset.FromUnixTimeMilliseconds(until).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), by);
        });
    }

    public Task ActionFailedAsync(string alertId, string text)
        => UserAsync(alertId, (alert, change) => change.Note(change.Put(alert), AlertEventKind.ActionFailed, text));

    public Task TickAsync() => ChangeAsync((book, now) =>
    {
        if (_timeline.Open is not { DueAt: { } due } alert || due > now)
        {
            return null;
        }

        var change = new TimelineChange(_key, now);
        AlertClock.Tick(alert, change, book, now);
        return change;
    });

    public Task RuleGoneAsync(string reason) => ChangeAsync((_, now) =>
    {
        var change = new TimelineChange(_key, now);
        foreach (var alert in _timeline.Alerts)
        {
            if (alert.EndedAt is null)
            {
                var open = alert.State != AlertState.Cleared;
                var over = change.Put(alert with
                {
                    State = AlertState.Cleared,
                    EndedAt = Math.Max(now, alert.OpenedAt),
                    ClearedAt = open ? Math.Max(now, alert.OpenedAt) : alert.ClearedAt,
                    ClearedBy = alert.ClearedBy ?? "system",
                });
                if (open)
                {
                    change.Note(over, AlertEventKind.Cleared, reason);
                }
            }
        }

        return change;
    });

    private async Task<Alert> UserAsync(string alertId, Action<Alert, TimelineChange> act)
    {
        await ChangeAsync((_, now) =>
        {
            var alert = _timeline.Find(alertId)
                ?? throw new RefusedException(RefusalKind.NotFound, $"There is no alert {alertId} that can still be changed.", "Alerts that ended over 31 days ago are closed for good.");
            var change = new TimelineChange(_key, now);
            act(alert, change);
            return change;
        });
        return _timeline.Find(alertId)!;
    }

    private async Task ChangeAsync(Func<FarmBook, long, TimelineChange?> decide)
    {
        for (var attempt = 1; ; attempt++)
        {
            var book = await books.OfAsync(_key.FarmId);
            if (decide(book, Now()) is not { IsEmpty: false } change)
            {
                return;
            }

            var deliveries = AlertClock.Plan(change, book);
            var alerts = change.Alerts;
            var commit = new AlertCommit
            {
                Key = _key,
                Alerts = alerts,
                Events = change.Events,
                RefusalsFrom = change.RefusalsFrom,
                Refusals = change.Refusals,
                Deliveries = deliveries,
            };
            if (await store.CommitAsync(commit, CancellationToken.None))
            {
                _timeline.Take(alerts);
                _timeline.Forget(Now() - (long)Memory.TotalMilliseconds);
                ArmTimer();
                Announce(change, deliveries.Count > 0);
                return;
            }

            if (attempt == Attempts)
            {
                throw new HistoryUnavailableException($"The alerts of {_key} are being written by others.");
            }

            LogOvertaken(_key.ToString());
            await LoadAsync(CancellationToken.None);
        }
    }

    private void Announce(TimelineChange change, bool deliveries)
    {
        news.Stored(_key.FarmId);
        foreach (var refusal in change.Refusals)
        {
            AlertMetrics.Refused(refusal.Reason);
        }

        foreach (var id in change.Opened)
        {
            AlertMetrics.Opened(change.Find(id)!.Priority);
        }

        if (deliveries)
        {
            _ = GrainFactory.GetGrain<IDispatchGrain>(_key.FarmId).NudgeAsync();
        }

        foreach (var one in change.Events)
        {
            if (one.Kind is AlertEventKind.Opened or AlertEventKind.Acknowledged or AlertEventKind.Cleared or AlertEventKind.Worsened && change.Find(one.AlertId) is { } alert)
            {
                _published = PublishAfterAsync(_published, alert);
            }
        }
    }

    /// <summary>In the order of what happened: an end must not come before its beginning.</summary>
    private async Task PublishAfterAsync(Task before, Alert alert)
    {
        await before;
        await news.PublishAsync(alert);
    }

    private async Task LoadAsync(CancellationToken cancellation)
        => _timeline = new AlertTimeline(_key, await store.AlertsOfAsync(_key.FarmId, _key.RuleId, _key.SourceId, Now() - (long)Memory.TotalMilliseconds, cancellation));

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
            await TickAsync();
        }
        catch (Exception e) when (e is HistoryUnavailableException or TimeoutException or OrleansException)
        {
            LogTickLater(_key.ToString(), e.Message);
        }

        ArmTimer();
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    [LoggerMessage(2411, LogLevel.Information, "The alerts of {Key} were written by another activation; read again")]
    private partial void LogOvertaken(string key);

    [LoggerMessage(2412, LogLevel.Warning, "What is due for the alerts of {Key} cannot be done now ({Reason}); it is tried again within a minute")]
    private partial void LogTickLater(string key, string reason);
}
