using System.Buffers;
using MQTTnet;
using MQTTnet.Protocol;
using MQTTnet.Server;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Broker.Publishing;

/// <summary>Publishes to the devices that are connected and subscribed now; a message without a subscriber is dropped.</summary>
internal sealed class EmbeddedBrokerPublisher(MqttServer server) : IMqttPublisher
{
    public Task PublishAsync(MqttPublication publication, CancellationToken cancellationToken)
    {
        var message = new MqttApplicationMessage
        {
            Topic = publication.Topic,
            Payload = new ReadOnlySequence<byte>(publication.Payload),
            QualityOfServiceLevel = (MqttQualityOfServiceLevel)publication.QualityOfService,
            ContentType = publication.ContentType,
            ResponseTopic = publication.ResponseTopic,
            CorrelationData = publication.CorrelationData.IsEmpty ? null : publication.CorrelationData.ToArray(),
            MessageExpiryInterval = publication.Expiry is { } expiry ? (uint)Math.Clamp(expiry.TotalSeconds, 1, uint.MaxValue) : 0,
        };
        return server.InjectApplicationMessage(new InjectedMqttApplicationMessage(message), cancellationToken);
    }
}
