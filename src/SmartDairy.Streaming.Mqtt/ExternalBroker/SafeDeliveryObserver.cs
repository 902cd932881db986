using Microsoft.Extensions.Logging;

namespace SmartDairy.Streaming.Mqtt.ExternalBroker;

/// <summary>Calls the application's observer, if there is one; an exception of the observer is logged and goes no further.</summary>
internal sealed class SafeDeliveryObserver(IMqttDeliveryObserver? observer, ILogger logger)
{
    public void OnReceived(MqttDelivery delivery)
    {
        try
        {
            observer?.OnReceived(delivery);
        }
        catch (Exception exception)
        {
            logger.ObserverFailed(exception, delivery.Topic);
        }
    }

    public void OnSettled(MqttDelivery delivery, MqttSettlement outcome)
    {
        try
        {
            observer?.OnSettled(delivery, outcome);
        }
        catch (Exception exception)
        {
            logger.ObserverFailed(exception, delivery.Topic);
        }
    }
}
