using SmartDairy.Streaming.Mqtt.Threading;

namespace SmartDairy.Streaming.Mqtt.Deliveries;

/// <summary>
/// The deliveries of one batch and how many of them are still open. When the last is settled, the shard may have its next batch.
/// </summary>
internal sealed class InFlightBatch(long sequence, StreamId stream, MqttDelivery[] deliveries, AsyncSignal settled)
{
    private const long NotAttempted = long.MinValue;
    private int _open;
    private long _firstAttempt = NotAttempted;

    public long Sequence { get; } = sequence;

    public StreamId Stream { get; } = stream;

    public MqttDelivery[] Deliveries { get; } = deliveries;

    /// <summary>Deliveries whose outcome is open.</summary>
    public int UnsettledCount => Volatile.Read(ref _open);

    /// <summary>When the first attempt at delivery began, as a timestamp of the provider's clock; null before it.</summary>
    public long? FirstAttempt => Volatile.Read(ref _firstAttempt) is var at && at == NotAttempted ? null : at;

    /// <summary>
    /// Whether the events were handed to a consumer here, or were put on the wire to one elsewhere. A batch can leave the cache as
    /// delivered without either: nobody subscribed, or the subscriber vanished.
    /// </summary>
    public bool WasRead { get; private set; }

    public void Attach()
    {
        // One more than there are, lest settlements during the loop count down to zero before all are attached.
        _open = Deliveries.Length + 1;
        foreach (var delivery in Deliveries)
        {
            if (!delivery.TryAttach(this))
            {
                OnSettled();
            }
        }

        OnSettled();
    }

    public void OnSettled()
    {
        if (Interlocked.Decrement(ref _open) == 0)
        {
            settled.Set();
        }
    }

    public void MarkAttempt(TimeProvider clock) => Interlocked.CompareExchange(ref _firstAttempt, clock.GetTimestamp(), NotAttempted);

    public void MarkRead() => WasRead = true;

    /// <summary>Settles what is open.</summary>
    /// <returns>How many that were.</returns>
    public int SettleRemaining(MqttSettlement outcome)
    {
        var settled = 0;
        if (UnsettledCount > 0)
        {
            foreach (var delivery in Deliveries)
            {
                settled += delivery.TrySettle(outcome) ? 1 : 0;
            }
        }

        return settled;
    }
}
