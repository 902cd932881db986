using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Refusals;
using SmartDairy.History.Alerts;
using SmartDairy.Notifications.Channels;
using SmartDairy.Notifications.Sending;

namespace SmartDairy.Grains.Alerts.Dispatch;

/// <summary>
/// Sends what a farm's alerts want sent. What is to be sent, and what became of it, is in the store: this actor only does the work, one round at a time, and may be
/// gone at any moment. A round that was cut off is done again: then a receiver may get a message twice, under the same id.
/// </summary>
[Reentrant]
[GrainType("dispatch")]
public sealed partial class DispatchGrain(
    IAlertStore store, RuleBooks books, NoticeDesk desk, RetrySchedule retries, RateLimit limits, TimeProvider time, ILogger<DispatchGrain> log)
    : Grain, IDispatchGrain
{
    private const int AtOnce = 200;
    private const int Parallel = 8;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan StoreAway = TimeSpan.FromSeconds(5);
    private readonly List<DeliveryRow> _unsaved = [];
    private Task _round = Task.CompletedTask;
    private bool _again;
    private IGrainTimer? _timer;

    private int Farm => (int)this.GetPrimaryKeyLong();

    public Task NudgeAsync()
    {
        _again = true;
        if (_round.IsCompleted)
        {
            _round = RunAsync();
        }

        return Task.CompletedTask;
    }

    public async Task<DeliveryRow?> ResendAsync(string deliveryId)
    {
        if (await store.DeliveryAsync(Farm, deliveryId, CancellationToken.None) is not { } row)
        {
            return null;
        }

        if (row.State != DeliveryState.Dead)
        {
            throw new RefusedException(RefusalKind.Conflict, $"Delivery {deliveryId} is no dead letter: it is {row.State.ToString().ToUpperInvariant()}.", "Only what was given up can be sent again.");
        }

        // From the beginning: with its old age it would be given up at the first failure.
        row = row with { State = DeliveryState.Pending, Attempts = 0, CreatedAt = Now(), DueAt = Now(), Digest = false };
        await store.SaveDeliveriesAsync([row], CancellationToken.None);
        await NudgeAsync();
        return row;
    }

    public async Task<DeliveryRow> TestAsync(DeliveryChannel channel, string address)
    {
        if (desk.Objection(channel, address) is { } objection)
        {
            throw new RefusedException(RefusalKind.InvalidArgument, objection);
        }

        var now = Now();
        var row = new DeliveryRow
        {
            Id = $"{now:x12}-test-{Guid.CreateVersion7(time.GetUtcNow()):N}",
            FarmId = Farm,
            Channel = channel,
            Purpose = DeliveryPurpose.Test,
            Address = address,
            CreatedAt = now,
            DueAt = now,
        };
        var answer = await desk.SendAsync([row], [], await books.OfAsync(Farm));

        // A test is not tried again: whoever tries the channel out sees what it says.
        row = After(row, answer) with { State = answer.Verdict == ChannelVerdict.Delivered ? DeliveryState.Delivered : DeliveryState.Dead };
        await store.SaveDeliveriesAsync([row], CancellationToken.None);
        return row;
    }

    private async Task RunAsync()
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
                _again = false;
                await SaveAsync();
                while (await store.DueDeliveriesAsync(Farm, Now(), AtOnce, CancellationToken.None) is { Count: > 0 } due)
                {
                    await RoundAsync(due);
                }

                next = await store.NextDeliveryAsync(Farm, CancellationToken.None);
            }
            while (_again);
            if (next is not { } at)
            {
                return;
            }

            wait = TimeSpan.FromMilliseconds(Math.Clamp(at - Now(), 1, Longest.TotalMilliseconds));
        }
        catch (Exception e)
        {
            LogLater(Farm, e.Message);
            wait = StoreAway;
        }

        _timer = this.RegisterGrainTimer(static (grain, _) => grain.NudgeAsync(), this, new GrainTimerCreationOptions(wait, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true });
    }

    private async Task RoundAsync(IReadOnlyList<DeliveryRow> due)
    {
        var book = await books.OfAsync(Farm);
        var alerts = new Dictionary<string, Alert>(StringComparer.Ordinal);
        foreach (var id in due.Select(row => row.AlertId).OfType<string>().Distinct())
        {
            if (await store.AlertAsync(id, CancellationToken.None) is { } alert)
            {
                alerts.Add(id, alert);
            }
        }

        var letters = new List<List<DeliveryRow>>();
        foreach (var group in due.GroupBy(row => row.Digest ? $"{(int)row.Channel}\n{row.Address}\n{row.ContactId}" : row.Id))
        {
            var letter = new List<DeliveryRow>();
            foreach (var row in group)
            {
                if (NoLongerWorth(row, alerts) is { } reason)
                {
                    _unsaved.Add(row with { State = DeliveryState.Skipped, Answer = reason });
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

        foreach (var some in letters.GroupBy(letter => letter[0].Channel).SelectMany(channel => channel.Chunk(Parallel)))
        {
            foreach (var rows in await Task.WhenAll(some.Select(letter => SendAsync(letter, alerts, book))))
            {
                _unsaved.AddRange(rows);
            }

            await TellAsync(await SaveAsync(), alerts);
        }

        await TellAsync(await SaveAsync(), alerts);
    }

    /// <summary>Notes what was sent. Until that is noted nothing else is sent: otherwise it would be sent again and again.</summary>
    private async Task<List<DeliveryRow>> SaveAsync()
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
    private static string? NoLongerWorth(DeliveryRow row, Dictionary<string, Alert> alerts)
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
            : row.Digest && row.Attempts == 0 && row.Purpose != DeliveryPurpose.Cleared && alert.State == AlertState.Cleared ? "The alert was over before its time came."
            : null;
    }

    private async Task<IReadOnlyList<DeliveryRow>> SendAsync(List<DeliveryRow> letter, Dictionary<string, Alert> alerts, FarmBook book)
    {
        var first = letter[0];
        if (Waits(first) is { } wait)
        {
            DispatchMetrics.Delayed(first.Channel);
            return [.. letter.Select(row => row with { DueAt = Now() + (long)wait.TotalMilliseconds })];
        }

        ChannelAnswer answer;
        try
        {
            answer = await desk.SendAsync(letter, [.. letter.Select(row => row.AlertId).OfType<string>().Select(id => alerts[id])], book);
        }
        catch (Exception e)
        {
            // Channels answer what went wrong; what they throw is a defect, and must not keep the others from being sent.
            LogFailed(e, first.Id);
            answer = new(ChannelVerdict.Retry, "The message could not be made.");
        }

        DispatchMetrics.Attempted(first.Channel, answer.Verdict, Now() - first.CreatedAt);
        if (answer.Verdict == ChannelVerdict.Gone)
        {
            await ForgetAsync(first);
        }

        return [.. letter.Select(row => After(row, answer))];
    }

    private DeliveryRow After(DeliveryRow row, ChannelAnswer answer)
    {
        var now = Now();
        if (row.Digest && row.Attempts == 0)
        {
            // It was held back on purpose: the time it waited is none of the time it may be tried in.
            row = row with { CreatedAt = Math.Max(row.CreatedAt, row.DueAt) };
        }

        row = row with { Attempts = row.Attempts + 1, AttemptedAt = now, Answer = answer.Text.Length <= 1_000 ? answer.Text : answer.Text[..1_000], Receipt = answer.Receipt ?? row.Receipt };
        switch (answer.Verdict)
        {
            case ChannelVerdict.Delivered:
                return row with { State = DeliveryState.Delivered, DeliveredAt = now };
            case ChannelVerdict.Retry when Next(row, now, answer.RetryAfter) is { } wait:
                return row with { DueAt = now + (long)wait.TotalMilliseconds };
            default:
                return row with { State = DeliveryState.Dead };
        }
    }

    private TimeSpan? Next(DeliveryRow row, long now, TimeSpan? retryAfter)
        => retries.Next(row.Id, row.Attempts, DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt), DateTimeOffset.FromUnixTimeMilliseconds(now), retryAfter);

    /// <summary>Null when it may go now. What stays in the house has no limit.</summary>
    private TimeSpan? Waits(DeliveryRow row)
        => row.Channel is not (DeliveryChannel.Command or DeliveryChannel.Mqtt) && limits.Take(row.Channel, row.Address) is { } wait && wait > TimeSpan.Zero ? wait : null;

    /// <summary>What failed for good is shown on its alert.</summary>
    private async Task TellAsync(List<DeliveryRow> done, Dictionary<string, Alert> alerts)
    {
        foreach (var row in done)
        {
            if (row.State == DeliveryState.Dead && row.AlertId is { } id && alerts.TryGetValue(id, out var alert))
            {
                DispatchMetrics.Dead(row.Channel);
                try
                {
                    await GrainFactory.GetGrain<IAlertGrain>(new AlertKey(alert.FarmId, alert.RuleId, alert.Source.Id).ToString())
                        .ActionFailedAsync(id, $"{row.Channel.ToString().ToUpperInvariant()}: {row.Answer}");
                }
                catch (RefusedException)
                {
                    // Too old to be changed: the dead letter itself is still there to see.
                }
            }
        }
    }

    /// <summary>The browser or phone is gone: its contact is told of alerts by it no more.</summary>
    private async Task ForgetAsync(DeliveryRow row)
    {
        if ((await books.OfAsync(Farm)).Contacts.FirstOrDefault(contact => contact.Id == row.ContactId) is not { } contact)
        {
            return;
        }

        var left = contact.Push.Where(target => PushAddress.Of(target) != row.Address).ToList();
        if (left.Count < contact.Push.Count)
        {
            await GrainFactory.GetGrain<IRuleBookGrain>(Farm).SaveContactAsync(contact with { Push = left });
        }
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    [LoggerMessage(2461, LogLevel.Warning, "What farm {Farm} wants sent cannot be read or noted now ({Reason}); trying again")]
    private partial void LogLater(int farm, string reason);

    [LoggerMessage(2462, LogLevel.Error, "Delivery {Delivery} could not be made")]
    private partial void LogFailed(Exception exception, string delivery);
}
