namespace SmartDairy.Streaming.Mqtt;

/// <summary>
/// A publish that an outside broker delivered. Its principal is null: the broker vouches for the publisher. An application derives its own
/// to keep, typed, what it makes of the publish; see <see cref="IMqttDeliveryFactory"/>.
/// </summary>
/// <param name="publish">The publish as read from the connection.</param>
public class BrokerDelivery(BrokerPublish publish)
    : MqttDelivery(publish.Topic, publish.Payload, publish.ReceivedAt, principal: null, publish.QualityOfService)
{
    /// <summary>The connection the publish came by; its packet id means nothing on another one.</summary>
    internal ExternalBroker.BrokerConnection Connection { get; } = publish.Connection;

    internal ushort PacketId { get; } = publish.PacketId;

    private ExternalBroker.BrokerQueue Queue { get; } = publish.Queue;

    /// <inheritdoc/>
    protected sealed override void OnSettled(MqttSettlement outcome) => Queue.OnSettled(this, outcome);
}
