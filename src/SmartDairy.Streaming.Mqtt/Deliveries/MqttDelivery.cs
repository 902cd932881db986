using SmartDairy.Streaming.Mqtt.Providers;

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

    // The batch that waits for this delivery; Detached once it need not be told any more.
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

    /// <summary>What the application's data adapter keeps with it, so that a second attempt finds what the first one made; null before.</summary>
    public object? State { get; set; }

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
            // The outcome stands; what is lost is an acknowledgement, and the sender covers that by sending again.
            MqttStreamMetrics.AcknowledgementFailed();
        }

        MqttStreamMetrics.DeliverySettled(outcome);
        (Interlocked.Exchange(ref _batch, Detached) as InFlightBatch)?.OnSettled();
        return true;
    }

    /// <summary>
    /// Sends the acknowledgement, or for <see cref="MqttSettlement.Abandon"/> makes the sender publish again. Called once, by whichever
    /// thread settled, so it must return soon: hand the packet to the connection's writer, don't wait for the network.
    /// </summary>
    protected abstract void OnSettled(MqttSettlement outcome);

    /// <summary>Has <paramref name="batch"/> told of the settlement; false if that already happened.</summary>
    internal bool TryAttach(InFlightBatch batch) => Interlocked.CompareExchange(ref _batch, batch, null) is null;
}
