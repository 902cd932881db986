using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace SmartDairy.Streaming.Mqtt.Providers;

/// <summary>
/// Releases the batches that a consumer would not take. Orleans drops such a batch from the cache without handing it to
/// MessagesDeliveredAsync, so nothing else would ever settle it.
/// </summary>
internal sealed class MqttStreamFailureHandler(
    QueueShards shards, FailedDeliverySettler failures, TimeSpan maxDeliveryTime, KeyValuePair<string, object?> providerTag,
    TimeProvider clock, ILogger logger)
    : IStreamFailureHandler
{
    // Orleans measures the time with a clock of its own, which starts a little before the first attempt.
    private readonly TimeSpan _permanentFailureAge = maxDeliveryTime * 0.9;

    public bool ShouldFaultSubsriptionOnError => false;

    public async Task OnDeliveryFailure(
        GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken? sequenceToken)
    {
        if (sequenceToken is null || shards.FindInFlight(streamIdentity, sequenceToken.SequenceNumber) is not { } batch)
        {
            return;
        }

        var elapsed = batch.FirstAttempt is { } began ? clock.GetElapsedTime(began) : TimeSpan.Zero;
        if (elapsed < _permanentFailureAge)
        {
            // Given up early because the queue leaves this silo. The message is not at fault: let its sender bring it to the next owner.
            batch.SettleRemaining(MqttSettlement.Abandon);
            return;
        }

        ReceiverMetrics.BatchFailed(providerTag);
        var reason = $"the consumer of stream '{streamIdentity}' failed for {elapsed}";
        var (recorded, abandoned) = await failures.SettleAsync(batch.Deliveries, reason, CancellationToken.None).ConfigureAwait(false);
        logger.BatchFailed(batch.Sequence, batch.Deliveries.Length, streamIdentity, elapsed, recorded, abandoned);
    }

    public Task OnSubscriptionFailure(
        GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken? sequenceToken) =>
        Task.CompletedTask;
}
