namespace SmartDairy.Streaming.Mqtt;

/// <summary>
/// Makes the delivery of each publish that an outside broker sends, so that an application looks at a publish once and keeps, typed, what
/// it found. Resolved as a service keyed by the provider's name, else unkeyed; without one deliveries are plain
/// <see cref="BrokerDelivery"/> objects.
/// </summary>
public interface IMqttDeliveryFactory
{
    /// <summary>
    /// Makes the delivery of one publish. Called once for each, on the connection's reader: it must return soon and not throw.
    /// </summary>
    BrokerDelivery Create(BrokerPublish publish);
}
