using SmartDairy.Broker.External;
using SmartDairy.Broker.Publishing;
using SmartDairy.Contracts.Intake;
using SmartDairy.Protocol.Topics;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Broker.Intake;

/// <summary>Between the broker's deliveries and what shard grains consume.</summary>
internal sealed class IntakeDataAdapter(ILocalSiloDetails? silo = null) : IMqttDataAdapter
{
    private string? _siloAddress;

    /// <inheritdoc/>
    public ulong GetPartition(MqttDelivery delivery) =>
        Topic.TryParse(delivery.Topic, out var topic) && !topic.DevicePrefix.IsEmpty ? IntakeStreams.HashTopicPrefix(topic.DevicePrefix) : IntakeStreams.HashTopicPrefix(delivery.Topic);

    /// <inheritdoc/>
    public object ToEvents(StreamId stream, IReadOnlyList<MqttDelivery> deliveries)
    {
        var messages = new List<InboundMessage>(deliveries.Count);
        for (var i = 0; i < deliveries.Count; i++)
        {
            if (IsOutbound(deliveries[i]))
            {
                deliveries[i].TrySettle(MqttSettlement.Success);
            }
            else
            {
                messages.Add(ToMessage(deliveries[i]));
            }
        }

        return new InboundBatch(messages, _siloAddress ??= silo?.SiloAddress.ToParsableString());
    }

    /// <inheritdoc/>
    public MqttPublication ToPublication(StreamId stream, object item) => item is OutboundMessage message
        ? new MqttPublication(message.Topic, message.Payload, ContentType: "application/json")
        : throw new ArgumentException($"Produce {nameof(OutboundMessage)} to stream '{stream}', not {item.GetType()}.", nameof(item));

    /// <summary>Whether a broker outside hands back what was published for devices: the subscription to everything includes it.</summary>
    private static bool IsOutbound(MqttDelivery delivery) => delivery is not EmbeddedDelivery && Topic.TryParse(delivery.Topic, out var topic)
        && topic.Kind is TopicKind.SensorCommand or TopicKind.SensorConfig or TopicKind.ActivityCommand or TopicKind.Alert or TopicKind.FarmConfig;

    private static InboundMessage ToMessage(MqttDelivery delivery)
    {
        if (delivery.State is InboundMessage known)
        {
            return known;
        }

        var message = new InboundMessage
        {
            Topic = delivery.Topic,
            Payload = delivery.Payload,
            ReceivedAt = delivery.ReceivedAt,
            Principal = delivery.Principal,
            PrincipalFarmId = delivery is EmbeddedDelivery embedded ? embedded.Sender.FarmId : IntakeLedgerObserver.ResolveFarmId(delivery),
            Acknowledgement = delivery as IPendingAcknowledgement ?? new ExternalBrokerReceipt(delivery),
        };
        delivery.State = message;
        return message;
    }
}
