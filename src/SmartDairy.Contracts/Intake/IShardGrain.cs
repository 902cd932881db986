namespace SmartDairy.Contracts.Intake;

/// <summary>
/// The consumer of one shard of the inbound stream; its key is the shard's number. It sorts messages by device and hands each device all it
/// has at one call. It does not know who feeds it: the stream, or a replay of rejected messages.
/// </summary>
[Alias("shard")]
public interface IShardGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Completes when every message of the batch is stored, known as a duplicate, or recorded as rejected. Returns how many readings were
    /// accepted.
    /// </summary>
    [Alias("consume")] Task<int> ConsumeAsync(InboundBatch batch);
}
