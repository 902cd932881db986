using SmartDairy.Streaming.Mqtt.Deliveries;

namespace SmartDairy.Streaming.Mqtt.Providers;

/// <summary>
/// One shard of a queue: what waits for its next batch, and the batch in flight. Staged is touched by the queue's agent only.
/// </summary>
internal sealed class ShardState(StreamId stream)
{
    private InFlightBatch? _current;

    public StreamId Stream { get; } = stream;

    public List<MqttDelivery> Staged { get; } = [];

    /// <summary>The latest batch, which may be settled by now; null before the first.</summary>
    public InFlightBatch? LatestBatch
    {
        get => Volatile.Read(ref _current);
        set => Volatile.Write(ref _current, value);
    }

    /// <summary>Whether the latest batch is settled as a whole, so that the next may go.</summary>
    public bool IsIdle => LatestBatch is not { UnsettledCount: > 0 };
}
