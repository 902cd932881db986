using SmartDairy.Contracts.Intake;
using SmartDairy.Contracts.Topics;

namespace SmartDairy.Protocol.Topics;

/// <summary>The shard that a topic belongs to, the same for the stream and for a replay.</summary>
/// <param name="count">Number of shards, 1 to 4096; permanent for a cluster.</param>
public sealed class IntakeShards(int count)
{
    /// <summary>
    /// The hash that decides the shard: of the levels that belong to one device, so that all messages of a device meet in one shard.
    /// </summary>
    /// <param name="text">The topic as published; hashed whole when no single device owns the topic, and when it is no known topic.</param>
    /// <param name="topic">The parsed topic; the default value when the text is no known topic.</param>
    public static ulong Hash(string text, in Topic topic)
        => IntakeStreams.HashTopicPrefix(topic.DevicePrefix.IsEmpty ? text : topic.DevicePrefix);

    /// <inheritdoc cref="Hash(string, in Topic)"/>
    public static ulong Hash(string text)
    {
        TopicParser.TryParse(text, out var topic);
        return Hash(text, topic);
    }

    /// <summary>The key of the shard's grain.</summary>
    public long GetShard(string text) => (long)(Hash(text) % (ulong)count);
}
