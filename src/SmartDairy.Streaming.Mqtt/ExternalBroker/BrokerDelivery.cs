using SmartDairy.Streaming.Mqtt.ExternalBroker;

namespace SmartDairy.Streaming.Mqtt;

/// <summary>A publish that an outside broker handed on. Its principal is null: the broker vouches for the publisher.</summary>
public sealed class BrokerDelivery : MqttDelivery
{
    private readonly BrokerQueue _queue;

    internal BrokerDelivery(
        BrokerQueue queue, BrokerConnection connection, ushort packetId, string topic, byte[] payload, long receivedAt, byte qualityOfService)
        : base(topic, payload, receivedAt, principal: null, qualityOfService)
    {
        _queue = queue;
        Connection = connection;
        PacketId = packetId;
    }

    /// <summary>The connection it came by; its packet id means nothing on another one.</summary>
    internal BrokerConnection Connection { get; }

    internal ushort PacketId { get; }

    /// <inheritdoc/>
    protected override void OnSettled(MqttSettlement outcome) => _queue.OnSettled(this, outcome);
}
