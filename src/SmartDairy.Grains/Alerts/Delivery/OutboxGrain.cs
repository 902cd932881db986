using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Refusals;
using SmartDairy.History.Alerts;
using SmartDairy.Notifications.Channels;
using SmartDairy.Notifications.Sending;

namespace SmartDairy.Grains.Alerts.Delivery;

/// <summary>
/// Sends what a farm's alerts want sent. What is to be sent, and what became of it, is in the store: this actor only does the work, one round at a time, and may be
/// gone at any moment. A round that was cut off is done again: then a receiver may get a message twice, under the same id.
/// </summary>
[Reentrant]
[GrainType("dispatch")]
public sealed partial class OutboxGrain(
    IAlertStore store, AlertConfigurationCache configurations, NotificationSender sender, RetrySchedule retries, DeliveryRateLimiter limits, TimeProvider time, ILogger<OutboxGrain> log)
    : Grain, IOutboxGrain
{
    private const int PageSize = 200;
    private const int MaxParallelSends = 8;
    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan StoreRetryDelay = TimeSpan.FromSeconds(5);
    private readonly List<AlertDelivery> _unsaved = [];
    private Task _run = Task.CompletedTask;
    private bool _runAgain;
    private IGrainTimer? _timer;

    private int Farm => (int)this.GetPrimaryKeyLong();

    public Task SignalPendingAsync()
    {
        _runAgain = true;
        if (_run.IsCompleted)
        {
            _run = DrainAsync();
        }

        return Task.CompletedTask;
    }

    public async Task<AlertDelivery?> ResendAsync(string deliveryId)
    {
        if (await store.FindDeliveryAsync(Farm, deliveryId, CancellationToken.None) is not { } row)
        {
            return null;
        }

        if (row.State != DeliveryState.Dead)
        {
            throw new RefusedException(RefusalKind.Conflict, $"Delivery {deliveryId} is no dead letter: it is {row.State.ToString().ToUpperInvariant()}.", "Only what was given up can be sent again.");
        }

        // From the beginning: with its old age it would be given up at the first failure.
        row = row with { State = DeliveryState.Pending, Attempts = 0, CreatedAt = Now(), DueAt = Now(), CanBeDigested = false };
        await store.SaveDeliveriesAsync([row], CancellationToken.None);
        await SignalPendingAsync();
        return row;
    }

    public async Task<AlertDelivery> SendTestAsync(DeliveryChannel channel, string address)
    {
        if (sender.ValidateAddress(channel, address) is { } objection)
        {
            throw new RefusedException(RefusalKind.InvalidArgument, objection);
        }

        var now = Now();
        var row = new AlertDelivery
        {
            Id = $"{now:x12}-test-{Guid.CreateVersion7(time.GetUtcNow()):N}",
            FarmId = Farm,
            Channel = channel,
            Purpose = DeliveryPurpose.Test,
            Address = address,
            CreatedAt = now,
            DueAt = now,
        };
        var answer = await sender.SendAsync([row], [], await configurations.GetAsync(Farm));

        // A test is not tried again: whoever tries the channel out sees what it says.
        row = WithAttempt(row, answer) with { State = answer.Outcome == SendOutcome.Delivered ? DeliveryState.Delivered : DeliveryState.Dead };
        await store.SaveDeliveriesAsync([row], CancellationToken.None);
        return row;
    }

    private async Task DrainAsync()
    {
        await Task.Yield();
        _timer?.Dispose();
        _timer = null;
        TimeSpan wait;
        try
        {
            long? next;
            do
            {
                _runAgain = false;
                await SaveAttemptsAsync();
                while (await store.ListDueDeliveriesAsync(Farm, Now(), PageSize, CancellationToken.None) is { Count: > 0 } due)
                {
                    await RoundAsync(due);
                }

                next = await store.FindNextDeliveryDueAtAsync(Farm, CancellationToken.None);
            }
            while (_runAgain);
            if (next is not { } at)
            {
                return;
            }

            wait = TimeSpan.FromMilliseconds(Math.Clamp(at - Now(), 1, MaxWait.TotalMilliseconds));
        }
        catch (Exception e)
        {
            LogDrainFailed(Farm, e.Message);
            wait = StoreRetryDelay;
        }

        _timer = this.RegisterGrainTimer(static (grain, _) => grain.SignalPendingAsync(), this, new GrainTimerCreationOptions(wait, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true });
    }

    private async Task RoundAsync(IReadOnlyList<AlertDelivery> due)
    {
        var book = await configurations.GetAsync(Farm);
        var alerts = new Dictionary<string, Alert>(StringComparer.Ordinal);
        foreach (var id in due.Select(row => row.AlertId).OfType<string>().Distinct())
        {
            if (await store.FindAlertAsync(id, CancellationToken.None) is { } alert)
            {
                alerts.Add(id, alert);
            }
        }

        var letters = new List<List<AlertDelivery>>();
        foreach (var group in due.GroupBy(row => row.CanBeDigested ? $"{(int)row.Channel}\n{row.Address}\n{row.ContactId}" : row.Id))
        {
            var letter = new List<AlertDelivery>();
            foreach (var row in group)
            {
                if (SkipReason(row, alerts) is { } reason)
                {
                    _unsaved.Add(row with { State = DeliveryState.Skipped, ProviderResponse = reason });
                }
                else
                {
                    letter.Add(row);
                }
            }

            if (letter.Count > 0)
            {
                letters.Add(letter);
            }
        }

        foreach (var some in letters.GroupBy(letter => letter[0].Channel).SelectMany(channel => channel.Chunk(MaxParallelSends)))
        {
            foreach (var rows in await Task.WhenAll(some.Select(letter => SendAsync(letter, alerts, book))))
            {
                _unsaved.AddRange(rows);
            }

            await ReportFailuresAsync(await SaveAttemptsAsync(), alerts);
        }

        await ReportFailuresAsync(await SaveAttemptsAsync(), alerts);
    }

    /// <summary>Notes what was sent. Until that is noted nothing else is sent: otherwise it would be sent again and again.</summary>
    private async Task<List<AlertDelivery>> SaveAttemptsAsync()
    {
        var done = _unsaved.ToList();
        if (done.Count > 0)
        {
            await store.SaveDeliveriesAsync(done, CancellationToken.None);
            _unsaved.Clear();
        }

        return done;
    }

    /// <summary>What waited for the end of quiet hours or for a digest, and is over meanwhile, wakes nobody.</summary>
    private static string? SkipReason(AlertDelivery row, Dictionary<string, Alert> alerts)
    {
        if (row.AlertId is null)
        {
            return null;
        }

        if (!alerts.TryGetValue(row.AlertId, out var alert))
        {
            return "The alert is not there any more.";
        }

        return alert.Retracted ? "Late data showed that the alert never was."
            : row.CanBeDigested && row.Attempts == 0 && row.Purpose != DeliveryPurpose.Cleared && alert.State == AlertState.Cleared ? "The alert was over before its time came."
            : null;
    }

    private async Task<IReadOnlyList<AlertDelivery>> SendAsync(List<AlertDelivery> message, Dictionary<string, Alert> alerts, AlertConfiguration book)
    {
        var first = message[0];
        if (RateLimitDelay(first) is { } wait)
        {
            DeliveryMetrics.Delayed(first.Channel);
            return [.. message.Select(row => row with { DueAt = Now() + (long)wait.TotalMilliseconds })];
        }

        SendResult answer;
        try
        {
            answer = await sender.SendAsync(message, [.. message.Select(row => row.AlertId).OfType<string>().Select(id => alerts[id])], book);
        }
        catch (Exception e)
        {
            // Channels answer what went wrong; what they throw is a defect, and must not keep the others from being sent.
            LogSendFailed(e, first.Id);
            answer = new(SendOutcome.Retry, "The message could not be made.");
        }

        DeliveryMetrics.Attempted(first.Channel, answer.Outcome, Now() - first.CreatedAt);
        if (answer.Outcome == SendOutcome.AddressGone)
        {
            await RemovePushTargetAsync(first);
        }

        return [.. message.Select(row => WithAttempt(row, answer))];
    }

    private AlertDelivery WithAttempt(AlertDelivery row, SendResult answer)
    {
        var now = Now();
        if (row.CanBeDigested && row.Attempts == 0)
        {
            // It was held back on purpose: the time it waited is none of the time it may be tried in.
            row = row with { CreatedAt = Math.Max(row.CreatedAt, row.DueAt) };
        }

        row = row with { Attempts = row.Attempts + 1, AttemptedAt = now, ProviderResponse = answer.Text.Length <= 1_000 ? answer.Text : answer.Text[..1_000], ProviderMessageId = answer.Receipt ?? row.ProviderMessageId };
        switch (answer.Outcome)
        {
            case SendOutcome.Delivered:
                return row with { State = DeliveryState.Delivered, DeliveredAt = now };
            case SendOutcome.Retry when NextRetryDelay(row, now, answer.RetryAfter) is { } wait:
                return row with { DueAt = now + (long)wait.TotalMilliseconds };
            default:
                return row with { State = DeliveryState.Dead };
        }
    }

    private TimeSpan? NextRetryDelay(AlertDelivery row, long now, TimeSpan? retryAfter)
        => retries.GetDelay(row.Id, row.Attempts, DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt), DateTimeOffset.FromUnixTimeMilliseconds(now), retryAfter);

    /// <summary>Null when it may go now. What stays in the house has no limit.</summary>
    private TimeSpan? RateLimitDelay(AlertDelivery row)
        => row.Channel is not (DeliveryChannel.Command or DeliveryChannel.Mqtt) && limits.AcquireOrGetDelay(row.Channel, row.Address) is { } wait && wait > TimeSpan.Zero ? wait : null;

    /// <summary>What failed for good is shown on its alert.</summary>
    private async Task ReportFailuresAsync(List<AlertDelivery> done, Dictionary<string, Alert> alerts)
    {
        foreach (var row in done)
        {
            if (row.State == DeliveryState.Dead && row.AlertId is { } id && alerts.TryGetValue(id, out var alert))
            {
                DeliveryMetrics.Dead(row.Channel);
                try
                {
                    await GrainFactory.GetGrain<IAlertGrain>(new AlertKey(alert.FarmId, alert.RuleId, alert.Source.Id).ToString())
                        .RecordActionFailureAsync(id, $"{row.Channel.ToString().ToUpperInvariant()}: {row.ProviderResponse}");
                }
                catch (RefusedException)
                {
                    // Too old to be changed: the dead letter itself is still there to see.
                }
            }
        }
    }

    /// <summary>The browser or phone is gone: its contact is told of alerts by it no more.</summary>
    private async Task RemovePushTargetAsync(AlertDelivery row)
    {
        if ((await configurations.GetAsync(Farm)).Contacts.FirstOrDefault(contact => contact.Id == row.ContactId) is not { } contact)
        {
            return;
        }

        var left = contact.Push.Where(target => PushTargetAddress.Serialize(target) != row.Address).ToList();
        if (left.Count < contact.Push.Count)
        {
            await GrainFactory.GetGrain<IRuleSetGrain>(Farm).SaveContactAsync(contact with { Push = left });
        }
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    [LoggerMessage(2461, LogLevel.Warning, "What farm {Farm} wants sent cannot be read or noted now ({Reason}); trying again")]
    private partial void LogDrainFailed(int farm, string reason);

    [LoggerMessage(2462, LogLevel.Error, "Delivery {Delivery} could not be made")]
    private partial void LogSendFailed(Exception exception, string delivery);
}
