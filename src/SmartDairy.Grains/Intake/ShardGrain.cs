using Microsoft.Extensions.Logging;
using Orleans.Placement;
using Orleans.Runtime.Placement;
using Orleans.Streams;
using Orleans.Streams.Core;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Intake;
using SmartDairy.History;
using SmartDairy.Protocol.Rejections;

namespace SmartDairy.Grains.Intake;

/// <summary>
/// One shard's consumer. It never throws for bad data: a failed delivery would block its whole queue, and tell nobody which message it was.
/// It throws only when history stays away for longer than a call may take; then the stream hands the batch over again.
/// </summary>
[ImplicitStreamSubscription(IntakeStreams.InboundNamespace)]
[PreferLocalPlacement]
[GrainType("shard")]
public sealed partial class ShardGrain(
    DeviceDirectory directory, RejectedMessageRecorder rejectedMessages, TimeProvider time, ILogger<ShardGrain> log)
    : Grain, IShardGrain, IStreamSubscriptionObserver, IAsyncObserver<InboundBatch>
{
    // Below the response timeout of a grain call (30 s), so that the caller hears of it from us.
    private static readonly TimeSpan RetryLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan InitialBackoff = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MaxBackoff = TimeSpan.FromSeconds(2);
    private const int MaxRemoteBatches = 2;

    private readonly Dictionary<string, DeviceWork> _workByDevice = new(StringComparer.Ordinal);
    private int _remoteBatches;

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) => handleFactory.Create<InboundBatch>().ResumeAsync(this);

    public async Task OnNextAsync(InboundBatch item, StreamSequenceToken? token = null)
    {
        await ConsumeAsync(item);

        // Its queue is read on another silo now. One such batch alone may be the last of a silo that loses the queue.
        _remoteBatches = item.IsLocal || item.OriginSilo is null ? 0 : _remoteBatches + 1;
        if (_remoteBatches >= MaxRemoteBatches)
        {
            // To fall asleep would not do: silos that remember it here send the next batch here, and here it would wake again.
            _remoteBatches = 0;
            GrainContext.Migrate(new() { [IPlacementDirector.PlacementHintKey] = SiloAddress.FromParsableString(item.OriginSilo!) });
        }
    }

    public Task OnErrorAsync(Exception ex)
    {
        LogStreamError(ex);
        return Task.CompletedTask;
    }

    public async Task<int> ConsumeAsync(InboundBatch batch)
    {
        var accepted = 0;
        var started = time.GetTimestamp();
        var pause = InitialBackoff;
        rejectedMessages.AssignIds(batch.Messages);
        while (true)
        {
            var (count, away) = await TryConsumeAsync(batch.Messages);
            accepted += count;
            if (away is null)
            {
                return accepted;
            }

            if (time.GetElapsedTime(started) > RetryLimit)
            {
                throw away as HistoryUnavailableException ?? new HistoryUnavailableException(away.Message, away);
            }

            LogHistoryUnavailable(away.Message, pause.TotalMilliseconds);
            await Task.Delay(pause, time);
            pause = pause * 2 < MaxBackoff ? pause * 2 : MaxBackoff;
        }
    }

    private async Task<(int Accepted, Exception? Away)> TryConsumeAsync(IReadOnlyList<InboundMessage> messages)
    {
        try
        {
            await directory.ResolveAsync(messages);
        }
        catch (HistoryUnavailableException e)
        {
            return (0, e);
        }

        _workByDevice.Clear();
        List<MessageRejection>? refused = null;
        foreach (var message in messages)
        {
            if (message.IsProcessed)
            {
                continue;
            }

            var route = directory.FindRoute(message);
            if (route.Device is null)
            {
                (refused ??= []).Add(new MessageRejection(message, route.DeviceId, route.Code, route.Reason!));
                continue;
            }

            if (!_workByDevice.TryGetValue(route.DeviceId!, out var work))
            {
                _workByDevice.Add(route.DeviceId!, work = new DeviceWork(route.Device, []));
            }

            work.Messages.Add(message);
        }

        var calls = new List<(DeviceWork Work, Task<DeviceBatchResult> Receipt)>(_workByDevice.Count);
        foreach (var work in _workByDevice.Values)
        {
            calls.Add((work, work.Device.IngestAsync(new DeviceBatch(work.Messages))));
        }

        Exception? away = null;
        if (refused is not null)
        {
            away = await RejectAsync(refused);
        }

        var accepted = 0;
        foreach (var (work, call) in calls)
        {
            try
            {
                var receipt = await call;
                accepted += receipt.Accepted;
                Settle(work.Messages, receipt);
            }
            catch (Exception e) when (e is HistoryUnavailableException or TimeoutException or OrleansException)
            {
                // The store or the device's silo is not there now: nothing is wrong with the messages.
                away = e;
            }
            catch (Exception e)
            {
                LogDeviceFailed(e, work.Messages[0].Topic);
                away = await RejectAsync(work.Messages.ConvertAll(message => new MessageRejection(
                    message, null, RejectionCode.ProcessingFailed, "The message could not be processed."))) ?? away;
            }
        }

        return (accepted, away);
    }

    private static void Settle(List<InboundMessage> messages, DeviceBatchResult receipt)
    {
        for (var i = 0; i < messages.Count; i++)
        {
            messages[i].IsProcessed = true;
            messages[i].Acknowledgement?.Complete(receipt.Outcomes is null ? MessageOutcome.Accepted : receipt.Outcomes[i]);
        }
    }

    private async Task<Exception?> RejectAsync(List<MessageRejection> refused)
    {
        try
        {
            await rejectedMessages.RecordAsync(refused);
        }
        catch (HistoryUnavailableException away)
        {
            return away;
        }

        foreach (var one in refused)
        {
            one.Message.IsProcessed = true;
            one.Message.Acknowledgement?.Complete(RejectionCodes.ToOutcome(one.Code));
        }

        return null;
    }

    private sealed record DeviceWork(IDeviceGrain Device, List<InboundMessage> Messages);

    [LoggerMessage(2001, LogLevel.Warning, "History is away ({Reason}); trying again in {Milliseconds} ms, nothing is acknowledged meanwhile")]
    private partial void LogHistoryUnavailable(string reason, double milliseconds);

    [LoggerMessage(2002, LogLevel.Error, "A device failed on messages of {Topic}; they are recorded as rejected")]
    private partial void LogDeviceFailed(Exception exception, string topic);

    [LoggerMessage(2003, LogLevel.Error, "The inbound stream reported an error")]
    private partial void LogStreamError(Exception exception);
}
