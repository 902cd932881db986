using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Orleans.Streams;

namespace SmartDairy.Streaming.Mqtt.Providers;

/// <summary>
/// Stream of shard s on queue s modulo queues. Queues lie evenly on the ring, so that the consistent ring balancer can share them out;
/// streams are counted out, not hashed, because a hash leaves some of a few queues empty.
/// </summary>
internal sealed class MqttStreamQueueMapper : IConsistentRingStreamQueueMapper
{
    private readonly QueueId[] _queues;
    private readonly byte[] _shardNamespace;

    public MqttStreamQueueMapper(string provider, string shardNamespace, int queues)
    {
        _shardNamespace = Encoding.UTF8.GetBytes(shardNamespace);
        _queues = new QueueId[queues];
        for (var i = 0; i < queues; i++)
        {
            _queues[i] = QueueId.GetQueueId(provider, (uint)i, (uint)((ulong)i * (1UL << 32) / (ulong)queues));
        }
    }

    public IEnumerable<QueueId> GetAllQueues() => _queues;

    public IEnumerable<QueueId> GetQueuesForRange(IRingRange range) => _queues.Where(queue => range.InRange(queue.GetUniformHashCode()));

    public QueueId GetQueueForStream(StreamId streamId)
    {
        var isShard = streamId.Namespace.Span.SequenceEqual(_shardNamespace)
            & ulong.TryParse(streamId.Key.Span, NumberStyles.None, CultureInfo.InvariantCulture, out var shard);
        var number = isShard ? shard : XxHash3.HashToUInt64(streamId.FullKey.Span);
        return _queues[(int)(number % (ulong)_queues.Length)];
    }
}
