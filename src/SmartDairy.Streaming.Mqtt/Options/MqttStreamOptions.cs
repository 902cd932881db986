using System.ComponentModel.DataAnnotations;

namespace SmartDairy.Streaming.Mqtt;

/// <summary>Options of one MQTT stream provider. Validated when the silo starts.</summary>
public sealed class MqttStreamOptions
{
    /// <summary>The namespace of the shard streams; consumers name it in their implicit subscription.</summary>
    /// <value>Not blank. Default "mqtt".</value>
    public string StreamNamespace { get; set; } = "mqtt";

    /// <summary>
    /// Number of streams. Each has one batch in flight at a time, so this bounds the parallelism of consumers. The shard of a delivery is
    /// its partition modulo this number: changing it moves senders to other shards.
    /// </summary>
    /// <value>1 to 4096, a multiple of <see cref="Queues"/>. Default 8.</value>
    [Range(1, 4096)]
    public int Shards { get; set; } = 8;

    /// <summary>
    /// Number of queues; shard s is on queue s modulo this number. Permanent once a source keeps sessions on an outside broker: a queue
    /// that vanishes leaves a session behind that the broker goes on filling.
    /// </summary>
    /// <value>1 to 1024. Default 8.</value>
    [Range(1, 1024)]
    public int Queues { get; set; } = 8;

    /// <summary>How many deliveries wait in a queue of <see cref="InProcessMqttSource"/> before publishers are held back.</summary>
    /// <value>1 to 10,000,000 deliveries a queue. Default 10,000.</value>
    [Range(1, 10_000_000)]
    public int QueueCapacity { get; set; } = 10_000;

    /// <summary>The largest number of deliveries in one batch.</summary>
    /// <value>1 to 100,000 deliveries. Default 1,000.</value>
    [Range(1, 100_000)]
    public int MaxBatch { get; set; } = 1_000;

    /// <summary>
    /// How long the pulling agent pauses after a read that found nothing. Latency does not depend on it, because a read waits for data.
    /// </summary>
    /// <value>1 ms to 10 s. Default 5 ms.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan PullPeriod { get; set; } = TimeSpan.FromMilliseconds(5);

    /// <summary>
    /// How long a read waits while a batch is in flight: the longest that the fallback acknowledgement lags behind a consumer which does
    /// not settle itself.
    /// </summary>
    /// <value>1 ms to 10 s. Default 25 ms.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan InFlightReadTimeout { get; set; } = TimeSpan.FromMilliseconds(25);

    /// <summary>How long a read waits when nothing is in flight: how often an idle queue wakes.</summary>
    /// <value>1 ms to 1 minute. Default 1 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan IdleReadTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long delivery of a batch to its consumer is retried before it has failed for good. Its shard stands still meanwhile.
    /// </summary>
    /// <value>Over zero, at most 1 day. Default 5 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:00.0000001", "1.00:00:00")]
    public TimeSpan MaxDeliveryTime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a queue that is given up waits for its consumers to settle what they have, before it abandons the rest.</summary>
    /// <value>0 to 1 minute, and never longer than the agent's InitQueueTimeout (5 s). Default 2 s.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Batches that a queue's cache holds.</summary>
    /// <value>At least 10 and ten a shard of the queue, at most 1,000,000. Default 4,096.</value>
    [Range(10, 1_000_000)]
    public int CacheSize { get; set; } = 4_096;
}
