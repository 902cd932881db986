using SmartDairy.Streaming.Mqtt.Deliveries;

namespace SmartDairy.Streaming.Mqtt;

/// <summary>
/// One publish together with its pending acknowledgement. Each source derives its own, to send the acknowledgement its own way.
/// Safe for use by several threads.
/// </summary>
/// <param name="topic">The topic as published, topic aliases resolved.</param>
/// <param name="payload">The payload. The delivery owns this memory: it must not go back to a pool.</param>
/// <param name="receivedAt">When the source took the publish over, in milliseconds since 1970-01-01 UTC.</param>
/// <param name="principal">The authenticated name of the publisher; null if the source does not know it.</param>
/// <param name="qualityOfService">0, 1 or 2 as published.</param>
public abstract class MqttDelivery(string topic, ReadOnlyMemory<byte> payload, long receivedAt, string? principal, byte qualityOfService)
{
    private const int Pending = -1;
    private static readonly object Detached = new();
    private int _outcome = Pending;

    // The batch that waits for this delivery; Detached once the delivery is settled.
    private object? _batch;

    /// <summary>The topic as published.</summary>
    public string Topic { get; } = topic;

    /// <summary>The payload, owned by this delivery; may be empty.</summary>
    public ReadOnlyMemory<byte> Payload { get; } = payload;

    /// <summary>When the source took the publish over, in milliseconds since 1970-01-01 UTC.</summary>
    public long ReceivedAt { get; } = receivedAt;

    /// <summary>The authenticated name of the publisher; null if the source does not know it.</summary>
    public string? Principal { get; } = principal;

    /// <summary>0, 1 or 2 as published. At 0 a settlement sends nothing.</summary>
    public byte QualityOfService { get; } = qualityOfService;

    /// <summary>
    /// The partition: deliveries of one partition share an order, because they go to one shard and so to one consumer at a time. It must be
    /// the same in every process and version, and spread evenly over all 64 bits (hash with <see cref="MqttPartition.Hash"/>, never with
    /// string.GetHashCode).
    /// </summary>
    /// <value>By default the hash of the topic.</value>
    public virtual ulong Partition => MqttPartition.Hash(Topic);

    /// <summary>Whether an outcome was chosen. The acknowledgement may still be on its way.</summary>
    public bool IsSettled => Volatile.Read(ref _outcome) != Pending;

    /// <summary>Chooses the outcome, unless one was chosen before, and has the source acknowledge. Never throws.</summary>
    /// <returns>Whether this call chose the outcome; false if an earlier one did.</returns>
    public bool TrySettle(MqttSettlement outcome)
    {
        if (Interlocked.CompareExchange(ref _outcome, (int)outcome, Pending) != Pending)
        {
            return false;
        }

        try
        {
            OnSettled(outcome);
        }
        catch (Exception)
        {
            // The outcome stands; the lost acknowledgement makes the sender publish again, which the consumer tolerates.
            DeliveryMetrics.AcknowledgementFailed();
        }

        DeliveryMetrics.Settled(outcome);
        (Interlocked.Exchange(ref _batch, Detached) as InFlightBatch)?.OnSettled();
        return true;
    }

    /// <summary>
    /// Sends the acknowledgement, or for <see cref="MqttSettlement.Abandon"/> makes the sender publish again. Called once, by whichever
    /// thread settled, so it must return soon: hand the packet to the connection's writer, don't wait for the network.
    /// </summary>
    protected abstract void OnSettled(MqttSettlement outcome);

    /// <summary>Notifies <paramref name="batch"/> when the delivery is settled; false if it is settled already.</summary>
    internal bool TryAttach(InFlightBatch batch) => Interlocked.CompareExchange(ref _batch, batch, null) is null;
}
