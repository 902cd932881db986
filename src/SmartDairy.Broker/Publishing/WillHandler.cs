using MQTTnet.Protocol;
using MQTTnet.Server;
using SmartDairy.Broker.Connections;

namespace SmartDairy.Broker.Publishing;

/// <summary>
/// What still reaches the server's own publishing: this process's messages for devices, which pass, and wills, which go the way of any
/// message of their device.
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
            var message = publish.ApplicationMessage;
            var payload = System.Buffers.BuffersExtensions.ToArray(message.Payload);
            _ = publishHandler.HandleAsync(message.Topic, payload, sender, MqttQualityOfServiceLevel.AtMostOnce, 0, connection: null);
        }

        return Task.CompletedTask;
    }
}
