using System.Buffers;
using MQTTnet.Protocol;
using MQTTnet.Server;
using SmartDairy.Broker.Connections;

namespace SmartDairy.Broker.Publishing;

/// <summary>
/// Handles the messages that the MQTT server itself publishes: those of this process for devices pass, and a will takes the way of any
/// message of its device.
/// </summary>
internal sealed class WillHandler(PublishHandler publishHandler)
{
    public Task HandleAsync(InterceptingPublishEventArgs publish)
    {
        if (string.IsNullOrEmpty(publish.ClientId))
        {
            return Task.CompletedTask;
        }

        publish.ProcessPublish = false;
        if (publish.SessionItems[typeof(DeviceIdentity)] is DeviceIdentity sender)
        {
            var will = publish.ApplicationMessage;
            _ = publishHandler.HandleAsync(new DevicePublish(
                will.Topic, will.Payload.ToArray(), sender, MqttQualityOfServiceLevel.AtMostOnce, PacketIdentifier: 0, Connection: null));
        }

        return Task.CompletedTask;
    }
}
