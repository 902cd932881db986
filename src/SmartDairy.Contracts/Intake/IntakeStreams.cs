using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace SmartDairy.Contracts.Intake;

/// <summary>How places are spread over shards: stable over processes, machines and versions.</summary>
public static class IntakeStreams
{
    /// <summary>The namespace of the inbound stream; its keys are the shard numbers, "0" to the number of shards less one.</summary>
    public const string InboundNamespace = "intake";

    /// <summary>The namespace of the outbound streams, one a device: producing an <see cref="OutboundMessage"/> publishes it.</summary>
    public const string OutboundNamespace = "outbound";

    /// <summary>The name of the stream provider that carries the inbound stream.</summary>
    public const string ProviderName = "mqtt";

    /// <summary>A hash of the place levels of a topic, so that all messages of a device meet in one shard.</summary>
    public static ulong HashTopicPrefix(ReadOnlySpan<char> topicPrefix) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(topicPrefix));
}
