using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Broker.Intake;

/// <summary>Makes deliveries of an outside broker that carry their message.</summary>
internal sealed class ExternalDeliveryFactory : IMqttDeliveryFactory
{
    /// <inheritdoc/>
    public BrokerDelivery Create(BrokerPublish publish) => new ExternalDelivery(publish);
}
