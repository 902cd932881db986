using SmartDairy.Contracts.Intake;
using SmartDairy.Protocol.Topics;

namespace SmartDairy.Grains.Intake;

/// <summary>Which shard a topic belongs to, the same for the stream and for a replay.</summary>
/// <param name="count">Number of shards, 1 to 4096; permanent for a cluster.</param>
public sealed class IntakeShards(int count)
{
    /// <summary>The hash that decides the shard: of the topic's place where it has one, so that all of a device's messages meet.</summary>
    public static ulong Hash(string topic)
        => Topic.TryParse(topic, out var parsed) && !parsed.DevicePrefix.IsEmpty ? IntakeStreams.HashTopicPrefix(parsed.DevicePrefix) : IntakeStreams.HashTopicPrefix(topic);

    /// <summary>The key of the shard's grain.</summary>
    public long GetShard(string topic) => (long)(Hash(topic) % (ulong)count);
}
