using SmartDairy.Streaming.Mqtt.Deliveries;
using SmartDairy.Streaming.Mqtt.Threading;

namespace SmartDairy.Streaming.Mqtt.Providers;

/// <summary>
/// The shards of one queue. Outlives the queue's receivers, because the failure handler is made once and receivers come and go as the queue
/// moves between silos. At most one batch a shard is in flight, so this is all the bookkeeping there is.
/// </summary>
internal sealed class QueueShards
{
    private readonly int _queues;
    private readonly ShardState[] _shards;
    private long _sequence;

    public QueueShards(int queue, MqttStreamOptions options, TimeProvider clock)
    {
        _queues = options.Queues;
        _shards = new ShardState[options.Shards / options.Queues];
        for (var i = 0; i < _shards.Length; i++)
        {
            _shards[i] = new ShardState(StreamId.Create(options.StreamNamespace, (long)(queue + (i * options.Queues))));
        }

        // Tokens must rise; starting at the clock lets them rise over restarts too.
        _sequence = clock.GetUtcNow().UtcTicks;
    }

    public AsyncSignal Signal { get; } = new();

    public ReadOnlySpan<ShardState> Shards => _shards;

    public long NextSequence() => ++_sequence;

    public bool IsAnyIdle
    {
        get
        {
            foreach (var shard in _shards)
            {
                if (shard.IsIdle)
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
            foreach (var shard in _shards)
            {
                if (!shard.IsIdle)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>
    /// The shard of a delivery of this queue: shard = partition modulo shards, as long as the source keeps to it. A broker that hands out a
    /// shared subscription doesn't; then the delivery stays on this queue, on the shard that the rest of its partition picks.
    /// </summary>
    public ShardState GetShard(MqttDelivery delivery) => _shards.Length == 1
        ? _shards[0]
        : _shards[(int)(delivery.Partition / (ulong)_queues % (ulong)_shards.Length)];

    /// <summary>The batch in flight that was delivered under this token; null if it is settled, or was never ours.</summary>
    public InFlightBatch? FindInFlight(StreamId stream, long sequence)
    {
        foreach (var shard in _shards)
        {
            if (shard.Stream.Equals(stream) && shard.LatestBatch is { } batch && batch.Sequence == sequence)
            {
                return batch;
            }
        }

        return null;
    }
}
