using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Refusals;
using SmartDairy.Grains.Parts;
using SmartDairy.History.Alerts;
using SmartDairy.Notifications.Channels;
using SmartDairy.Notifications.Sending;

namespace SmartDairy.Grains.Alerts.Delivery;

/// <summary>
/// Sends the deliveries of a farm's alerts. The deliveries and their outcomes are rows of the store: this actor only does the work, one
/// round at a time, and may be lost at any moment. A round that was cut off is repeated; a receiver may then get a message twice, under the
/// same id.
/// </summary>
[Reentrant]
[GrainType("dispatch")]
public sealed partial class OutboxGrain(
    IAlertStore store, AlertConfigurationCache configurations, NotificationSender sender, RetrySchedule retries,
    DeliveryRateLimiter limits, TimeProvider time, ILogger<OutboxGrain> log)
    : Grain, IOutboxGrain
{
    private const int PageSize = 200;
    private const int MaxParallelSends = 8;
    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(10);
    private readonly List<AlertDelivery> _unsaved = [];
    private Task _run = Task.CompletedTask;
    private bool _runAgain;
    private DeadlineTimer _timer = null!;

    private int Farm => (int)this.GetPrimaryKeyLong();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _timer = DeadlineTimer.Create(
            this, SignalPendingAsync, e => LogDrainFailed(Farm, e.Message), time, interleave: true, keepAlive: true);
        return Task.CompletedTask;
    }

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
            throw new RefusedException(RefusalKind.Conflict,
                $"Delivery {deliveryId} is not a dead letter: it is {row.State.ToString().ToUpperInvariant()}.",
                "Only a delivery that was given up can be sent again.");
        }

        // The delivery starts anew: with its old age it would be given up at the first failure.
        row = row with { State = DeliveryState.Pending, Attempts = 0, CreatedAt = Now(), DueAt = Now(), CanBeDigested = false };
        await store.SaveDeliveriesAsync([row], CancellationToken.None);
        await SignalPendingAsync();
        return row;
    }

    public async Task<AlertDelivery> SendTestAsync(DeliveryChannel channel, string address)
    {
        if (sender.ValidateAddress(channel, address) is { } problem)
        {
            throw new RefusedException(RefusalKind.InvalidArgument, problem);
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
        var result = await sender.SendAsync([row], [], await configurations.GetAsync(Farm));

        // A test is not retried: the user who tests the channel sees its answer.
        var state = result.Outcome == SendOutcome.Delivered ? DeliveryState.Delivered : DeliveryState.Dead;
        row = WithAttempt(row, result) with { State = state };
        await store.SaveDeliveriesAsync([row], CancellationToken.None);
        return row;
    }

    private async Task DrainAsync()
    {
        await Task.Yield();
        _timer.Disarm();
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
            _timer.ArmAt(next is { } at ? Math.Min(at, Now() + (long)MaxWait.TotalMilliseconds) : null);
        }
        catch (Exception e)
        {
            LogDrainFailed(Farm, e.Message);
            _timer.ArmRetry();
        }
    }

    private async Task RoundAsync(IReadOnlyList<AlertDelivery> due)
    {
        var configuration = await configurations.GetAsync(Farm);
        var alerts = new Dictionary<string, Alert>(StringComparer.Ordinal);
        foreach (var id in due.Select(row => row.AlertId).OfType<string>().Distinct())
        {
            if (await store.FindAlertAsync(id, CancellationToken.None) is { } alert)
            {
                alerts.Add(id, alert);
            }
        }

        var messages = new List<List<AlertDelivery>>();
        foreach (var group in due.GroupBy(row => row.CanBeDigested ? $"{(int)row.Channel}\n{row.Address}\n{row.ContactId}" : row.Id))
        {
            var message = new List<AlertDelivery>();
            foreach (var row in group)
            {
                if (SkipReason(row, alerts) is { } reason)
                {
                    _unsaved.Add(row with { State = DeliveryState.Skipped, ProviderResponse = reason });
                }
                else
                {
                    message.Add(row);
                }
            }

            if (message.Count > 0)
            {
                messages.Add(message);
            }
        }

        foreach (var parallel in messages.GroupBy(message => message[0].Channel).SelectMany(channel => channel.Chunk(MaxParallelSends)))
        {
            foreach (var rows in await Task.WhenAll(parallel.Select(message => SendAsync(message, alerts, configuration))))
            {
                _unsaved.AddRange(rows);
            }

            await ReportFailuresAsync(await SaveAttemptsAsync(), alerts);
        }

        await ReportFailuresAsync(await SaveAttemptsAsync(), alerts);
    }

    /// <summary>
    /// Stores the attempts made. Nothing else is sent until they are stored: otherwise the same messages would be sent again and again.
    /// </summary>
    private async Task<List<AlertDelivery>> SaveAttemptsAsync()
    {
        var saved = _unsaved.ToList();
        if (saved.Count > 0)
        {
            await store.SaveDeliveriesAsync(saved, CancellationToken.None);
            _unsaved.Clear();
        }

        return saved;
    }

    /// <summary>
    /// Says why a delivery is not needed any more; null when it is. An alert that was over before quiet hours or a digest ended is not
    /// delivered.
    /// </summary>
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
            : row.CanBeDigested && row.Attempts == 0 && row.Purpose != DeliveryPurpose.Cleared && alert.State == AlertState.Cleared
                ? "The alert was over before its time came."
            : null;
    }

    private async Task<IReadOnlyList<AlertDelivery>> SendAsync(
        List<AlertDelivery> message, Dictionary<string, Alert> alerts, AlertConfiguration configuration)
    {
        var first = message[0];
        if (RateLimitDelay(first) is { } wait)
        {
            DeliveryMetrics.Delayed(first.Channel);
            return [.. message.Select(row => row with { DueAt = Now() + (long)wait.TotalMilliseconds })];
        }

        SendResult result;
        try
        {
            result = await sender.SendAsync(
                message, [.. message.Select(row => row.AlertId).OfType<string>().Select(id => alerts[id])], configuration);
        }
        catch (Exception e)
        {
            // Channels return their failures. An exception is a defect and must not keep other messages from being sent.
            LogSendFailed(e, first.Id);
            result = new(SendOutcome.Retry, "The message could not be made.");
        }

        DeliveryMetrics.Attempted(first.Channel, result.Outcome, Now() - first.CreatedAt);
        if (result.Outcome == SendOutcome.AddressGone)
        {
            await RemovePushTargetAsync(first);
        }

        return [.. message.Select(row => WithAttempt(row, result))];
    }

    private AlertDelivery WithAttempt(AlertDelivery row, SendResult result)
    {
        var now = Now();
        if (row.CanBeDigested && row.Attempts == 0)
        {
            // Waiting in a digest does not count towards the retry deadline.
            row = row with { CreatedAt = Math.Max(row.CreatedAt, row.DueAt) };
        }

        row = row with
        {
            Attempts = row.Attempts + 1,
            AttemptedAt = now,
            ProviderResponse = result.Text.Length <= 1_000 ? result.Text : result.Text[..1_000],
            ProviderMessageId = result.Receipt ?? row.ProviderMessageId,
        };
        switch (result.Outcome)
        {
            case SendOutcome.Delivered:
                return row with { State = DeliveryState.Delivered, DeliveredAt = now };
            case SendOutcome.Retry when NextRetryDelay(row, now, result.RetryAfter) is { } wait:
                return row with { DueAt = now + (long)wait.TotalMilliseconds };
            default:
                return row with { State = DeliveryState.Dead };
        }
    }

    private TimeSpan? NextRetryDelay(AlertDelivery row, long now, TimeSpan? retryAfter)
        => retries.GetDelay(row.Id, row.Attempts, DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt),
            DateTimeOffset.FromUnixTimeMilliseconds(now), retryAfter);

    /// <summary>
    /// The wait until the rate limit allows the delivery; null when it may be sent now. Commands and MQTT messages have no limit.
    /// </summary>
    private TimeSpan? RateLimitDelay(AlertDelivery row)
        => row.Channel is not (DeliveryChannel.Command or DeliveryChannel.Mqtt)
        && limits.AcquireOrGetDelay(row.Channel, row.Address) is { } wait && wait > TimeSpan.Zero ? wait : null;

    /// <summary>Records deliveries that were given up on their alerts.</summary>
    private async Task ReportFailuresAsync(List<AlertDelivery> saved, Dictionary<string, Alert> alerts)
    {
        foreach (var row in saved)
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
                    // The alert is too old to be changed; the dead letter itself remains visible.
                }
            }
        }
    }

    /// <summary>Removes a browser or phone that no longer exists from its contact.</summary>
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

    [LoggerMessage(2461, LogLevel.Warning, "Failed to read or store the deliveries of farm {Farm} ({Reason}); retrying in 5 s")]
    private partial void LogDrainFailed(int farm, string reason);

    [LoggerMessage(2462, LogLevel.Error, "Failed to send delivery {Delivery}; retrying with back-off")]
    private partial void LogSendFailed(Exception exception, string delivery);
}
