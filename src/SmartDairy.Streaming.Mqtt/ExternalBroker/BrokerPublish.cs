using SmartDairy.Streaming.Mqtt.ExternalBroker;

namespace SmartDairy.Streaming.Mqtt;

/// <summary>A publish as read from the connection to an outside broker: what a <see cref="BrokerDelivery"/> is made of.</summary>
public readonly struct BrokerPublish
{
    internal BrokerPublish(
        BrokerQueue queue, BrokerConnection connection, ushort packetId, string topic, ReadOnlyMemory<byte> payload, long receivedAt,
        byte qualityOfService)
    {
        Queue = queue;
        Connection = connection;
        PacketId = packetId;
        Topic = topic;
        Payload = payload;
        ReceivedAt = receivedAt;
        QualityOfService = qualityOfService;
    }

    /// <summary>The topic as published.</summary>
    public string Topic { get; }

    /// <summary>The payload, owned by the delivery; may be empty.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>When the publish was read, in milliseconds since 1970-01-01 UTC.</summary>
    public long ReceivedAt { get; }

    /// <summary>0, 1 or 2 as published.</summary>
    public byte QualityOfService { get; }

    internal BrokerQueue Queue { get; }

    internal BrokerConnection Connection { get; }

    internal ushort PacketId { get; }
}
