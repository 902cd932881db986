namespace SmartDairy.Streaming.Mqtt;

/// <summary>
/// Counts what came in from an outside broker and what became of it. Resolved as a service keyed by the provider's name, else unkeyed;
/// optional. Called by <see cref="MqttBrokerSource"/> only, by several threads at once, on the way of every message: it must return soon
/// and not throw.
/// </summary>
public interface IMqttDeliveryObserver
{
    /// <summary>A delivery was taken off the connection. Once for each, before anybody else sees it.</summary>
    void OnReceived(MqttDelivery delivery);

    /// <summary>A delivery that was taken has its outcome, <see cref="MqttSettlement.Abandon"/> included. Once for each.</summary>
    void OnSettled(MqttDelivery delivery, MqttSettlement outcome);
}
