using Microsoft.Extensions.Logging;

namespace SmartDairy.Streaming.Mqtt.Brokers;

/// <summary>Calls the application's observer, if there is one; what it throws is told and goes no further.</summary>
internal sealed class GuardedObserver(IMqttDeliveryObserver? observer, ILogger logger)
{
    public void Taken(MqttDelivery delivery)
    {
        try
        {
            observer?.Taken(delivery);
        }
        catch (Exception exception)
        {
            logger.ObserverFailed(exception, delivery.Topic);
        }
    }

    public void Settled(MqttDelivery delivery, MqttSettlement outcome)
    {
        try
        {
            observer?.Settled(delivery, outcome);
        }
        catch (Exception exception)
        {
            logger.ObserverFailed(exception, delivery.Topic);
        }
    }
}
