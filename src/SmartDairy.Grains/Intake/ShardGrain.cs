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
/// The consumer of one shard. It never throws for bad data: a failed delivery would block the whole queue without naming the message.
/// It throws only when history stays away for longer than a call may take; then the stream delivers the batch again.
/// </summary>
[ImplicitStreamSubscription(IntakeStreams.InboundNamespace)]
[PreferLocalPlacement]
[GrainType("shard")]
public sealed partial class ShardGrain(
    DeviceDirectory directory, RejectedMessageRecorder rejectedMessages, TimeProvider time, ILogger<ShardGrain> log)
    : Grain, IShardGrain, IStreamSubscriptionObserver, IAsyncObserver<InboundBatch>
{
    // Below the response timeout of a grain call (30 s), so that the caller gets the reason instead of a timeout.
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

        // The queue is read on another silo now. One such batch alone may be the last of a silo that loses the queue.
        _remoteBatches = item.IsLocal || item.OriginSilo is null ? 0 : _remoteBatches + 1;
        if (_remoteBatches >= MaxRemoteBatches)
        {
            // Deactivating is not enough: silos that cached this address would activate it here again.
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
        var messages = SelectPending(batch.Messages);
        while (true)
        {
            var (count, open, failure) = await TryConsumeAsync(messages);
            accepted += count;
            if (failure is null)
            {
                return accepted;
            }

            if (time.GetElapsedTime(started) > RetryLimit)
            {
                throw failure as HistoryUnavailableException ?? new HistoryUnavailableException(failure.Message, failure);
            }

            LogHistoryUnavailable(open.Count, failure.Message, pause.TotalMilliseconds);
            await Task.Delay(pause, time);
            messages = open;
            pause = pause * 2 < MaxBackoff ? pause * 2 : MaxBackoff;
        }
    }

    /// <summary>
    /// The messages whose sender has no outcome yet: a batch that failed is delivered again as a whole. Each has an id for its rejection,
    /// so that every attempt records the same rows; only messages of a silo of an earlier build come without one.
    /// </summary>
    private IReadOnlyList<ReceivedMessage> SelectPending(IReadOnlyList<ReceivedMessage> messages)
    {
        if (messages.All(message => message.RejectionId != Guid.Empty && message.Acknowledgement is not { IsCompleted: true }))
        {
            return messages;
        }

        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return [.. messages.Where(message => message.Acknowledgement is not { IsCompleted: true })
            .Select(message => message.RejectionId == Guid.Empty ? message.WithRejectionId(RejectionIds.Next(now)) : message)];
    }

    /// <summary>One attempt. What failed for a reason that is not the messages' is left open, with that reason.</summary>
    private async Task<(int Accepted, IReadOnlyList<ReceivedMessage> Open, Exception? Failure)> TryConsumeAsync(
        IReadOnlyList<ReceivedMessage> messages)
    {
        try
        {
            await directory.ResolveAsync(messages);
        }
        catch (HistoryUnavailableException failure)
        {
            return (0, messages, failure);
        }

        var rejections = RouteToDevices(messages);
        var calls = new List<(DeviceWork Work, Task<DeviceBatchResult> Result)>(_workByDevice.Count);
        foreach (var work in _workByDevice.Values)
        {
            calls.Add((work, work.Device.IngestAsync(new DeviceBatch(work.Messages))));
        }

        var open = new List<ReceivedMessage>();
        var failed = rejections is null ? null : await RejectAsync(rejections, open);
        var accepted = 0;
        foreach (var (work, call) in calls)
        {
            try
            {
                var result = await call;
                accepted += result.Accepted;
                Complete(work.Messages, result);
            }
            catch (Exception failure) when (failure is HistoryUnavailableException or TimeoutException or OrleansException)
            {
                // The store or the device's silo is not there now: nothing is wrong with the messages.
                failed = failure;
                open.AddRange(work.Messages);
            }
            catch (Exception failure)
            {
                LogDeviceFailed(failure, work.Messages.Count, work.Messages[0].Topic);
                failed = await RejectAsync(work.Messages.ConvertAll(message => new MessageRejection(
                    message, null, RejectionCode.ProcessingFailed, "The message could not be processed.")), open) ?? failed;
            }
        }

        return (accepted, open, failed);
    }

    /// <summary>Sorts messages by device.</summary>
    /// <returns>The messages that no device gets; null when there are none.</returns>
    private List<MessageRejection>? RouteToDevices(IReadOnlyList<ReceivedMessage> messages)
    {
        _workByDevice.Clear();
        List<MessageRejection>? rejections = null;
        foreach (var message in messages)
        {
            var route = directory.FindRoute(message);
            if (route.Device is null)
            {
                (rejections ??= []).Add(new MessageRejection(message, route.DeviceId, route.Code, route.Reason!));
                continue;
            }

            if (!_workByDevice.TryGetValue(route.DeviceId!, out var work))
            {
                _workByDevice.Add(route.DeviceId!, work = new DeviceWork(route.Device, []));
            }

            work.Messages.Add(message);
        }

        return rejections;
    }

    private static void Complete(List<ReceivedMessage> messages, DeviceBatchResult result)
    {
        for (var i = 0; i < messages.Count; i++)
        {
            messages[i].Acknowledgement?.Complete(result.Outcomes is null ? ReceiptOutcome.Accepted : result.Outcomes[i]);
        }
    }

    /// <summary>Records rejections and completes their messages.</summary>
    /// <returns>Null; or why the store is away, and then the messages are left open.</returns>
    private async Task<Exception?> RejectAsync(List<MessageRejection> rejections, List<ReceivedMessage> open)
    {
        try
        {
            await rejectedMessages.RecordAsync(rejections);
        }
        catch (HistoryUnavailableException failure)
        {
            open.AddRange(rejections.Select(rejection => rejection.Message));
            return failure;
        }

        foreach (var rejection in rejections)
        {
            rejection.Message.Acknowledgement?.Complete(RejectionCodes.ToOutcome(rejection.Code));
        }

        return null;
    }

    private sealed record DeviceWork(IDeviceGrain Device, List<ReceivedMessage> Messages);

    [LoggerMessage(
        2001, LogLevel.Warning,
        "{Count} messages wait because history is away ({Reason}); retrying in {Milliseconds} ms, none of them is acknowledged "
        + "meanwhile")]
    private partial void LogHistoryUnavailable(int count, string reason, double milliseconds);

    [LoggerMessage(2002, LogLevel.Error, "The device of {Topic} failed on {Count} messages; they are recorded as rejected")]
    private partial void LogDeviceFailed(Exception exception, int count, string topic);

    [LoggerMessage(2003, LogLevel.Error, "The inbound stream reported an error")]
    private partial void LogStreamError(Exception exception);
}
