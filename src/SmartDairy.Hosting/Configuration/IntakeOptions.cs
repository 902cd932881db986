namespace SmartDairy.Hosting.Configuration;

/// <summary>The way from the broker to the grains; section <c>Intake</c>.</summary>
public sealed class IntakeOptions
{
    /// <summary>How many shards devices are spread over: how many batches are worked on at once.</summary>
    /// <value>1 to 1,024 shards. Default 8.</value>
    public int Shards { get; set; } = 8;

    /// <summary>How many messages wait for a shard before its publishers are held back.</summary>
    /// <value>1 to 1,000,000 messages a shard. Default 10,000.</value>
    public int QueueCapacity { get; set; } = 10_000;

    /// <summary>The most messages a shard takes at one go.</summary>
    /// <value>1 to 100,000 messages. Default 1,000.</value>
    public int MaxBatch { get; set; } = 1_000;
}
