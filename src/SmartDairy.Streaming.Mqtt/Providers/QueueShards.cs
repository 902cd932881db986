using SmartDairy.Streaming.Mqtt.Threading;

namespace SmartDairy.Streaming.Mqtt.Providers;

/// <summary>
/// The shards of one queue. Outlives the queue's receivers, because the failure handler is made once and receivers come and go as the queue
/// moves between silos. At most one batch a shard is in flight, so this is all the bookkeeping there is.
/// </summary>
internal sealed class QueueShards
{
    private readonly int _queues;
    private readonly IMqttDataAdapter _adapter;
    private readonly ShardState[] _lanes;
    private long _sequence;

    public QueueShards(int queue, MqttStreamOptions options, IMqttDataAdapter adapter, TimeProvider clock)
    {
        _queues = options.Queues;
        _adapter = adapter;
        _lanes = new ShardState[options.Shards / options.Queues];
        for (var i = 0; i < _lanes.Length; i++)
        {
            _lanes[i] = new ShardState(StreamId.Create(options.StreamNamespace, (long)(queue + (i * options.Queues))));
        }

        // Tokens must rise; starting at the clock lets them rise over restarts too.
        _sequence = clock.GetUtcNow().UtcTicks;
    }

    public AsyncSignal Signal { get; } = new();

    public ReadOnlySpan<ShardState> Shards => _lanes;

    public long NextSequence() => ++_sequence;

    public bool IsAnyIdle
    {
        get
        {
            foreach (var lane in _lanes)
            {
                if (lane.IsIdle)
                {
                    return true;
                }
            }

            return false;
        }
    }

    public bool AreAllIdle
    {
        get
        {
            foreach (var lane in _lanes)
            {
                if (!lane.IsIdle)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>
    /// The lane of a delivery of this queue: shard = partition modulo shards, as long as the source keeps to it. A broker that hands out a
    /// shared subscription doesn't; then the delivery stays on this queue, on the shard that the rest of its partition picks.
    /// </summary>
    public ShardState GetShard(MqttDelivery delivery) => _lanes.Length == 1
        ? _lanes[0]
        : _lanes[(int)(_adapter.GetPartition(delivery) / (ulong)_queues % (ulong)_lanes.Length)];

    /// <summary>The batch in flight that was delivered under this token; null if it is settled, or was never ours.</summary>
    public InFlightBatch? FindInFlight(StreamId stream, long sequence)
    {
        foreach (var lane in _lanes)
        {
            if (lane.Stream.Equals(stream) && lane.LatestBatch is { } batch && batch.Sequence == sequence)
            {
                return batch;
            }
        }

        return null;
    }
}
