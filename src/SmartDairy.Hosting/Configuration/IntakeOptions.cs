using System.ComponentModel.DataAnnotations;

namespace SmartDairy.Hosting.Configuration;

/// <summary>The queues between the broker and the grains; section <c>Intake</c>.</summary>
public sealed class IntakeOptions
{
    /// <summary>The shards that devices are spread over: as many batches are processed at once.</summary>
    /// <value>1 to 1,024 shards. Default 8.</value>
    [Range(1, 1024)]
    public int Shards { get; set; } = 8;

    /// <summary>How many messages wait for a shard before its publishers are held back.</summary>
    /// <value>1 to 1,000,000 messages a shard. Default 10,000.</value>
    [Range(1, 1_000_000)]
    public int QueueCapacity { get; set; } = 10_000;

    /// <summary>The largest batch of a shard.</summary>
    /// <value>1 to 100,000 messages. Default 1,000.</value>
    [Range(1, 100_000)]
    public int MaxBatch { get; set; } = 1_000;
}
