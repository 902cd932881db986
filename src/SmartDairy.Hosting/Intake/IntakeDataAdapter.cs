using SmartDairy.Contracts.Intake;
using SmartDairy.Contracts.Topics;
using SmartDairy.Hosting.Broker;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Hosting.Intake;

/// <summary>Between the broker's deliveries and what shard grains consume.</summary>
internal sealed class IntakeDataAdapter(ILocalSiloDetails? silo = null) : IMqttDataAdapter
{
    private string? _origin;

    /// <inheritdoc/>
    public ulong Partition(MqttDelivery delivery) =>
        Topic.TryParse(delivery.Topic, out var topic) && !topic.Place.IsEmpty ? Shards.Hash(topic.Place) : Shards.Hash(delivery.Topic);

    /// <inheritdoc/>
    public object ToEvents(StreamId stream, IReadOnlyList<MqttDelivery> deliveries)
    {
        var messages = new InboundMessage[deliveries.Count];
        for (var i = 0; i < messages.Length; i++)
        {
            messages[i] = ToMessage(deliveries[i]);
        }

        return new InboundBatch(messages, _origin ??= silo?.SiloAddress.ToParsableString());
    }

    /// <inheritdoc/>
    public MqttPublication ToPublication(StreamId stream, object item) => item is OutboundMessage message
        ? new MqttPublication(message.Topic, message.Payload, ContentType: "application/json")
        : throw new ArgumentException($"Produce {nameof(OutboundMessage)} to stream '{stream}', not {item.GetType()}.", nameof(item));

    private static InboundMessage ToMessage(MqttDelivery delivery)
    {
        var embedded = delivery as EmbeddedDelivery;
        if (embedded?.Inbound is { } known)
        {
            return known;
        }

        var message = new InboundMessage
        {
            Topic = delivery.Topic,
            Payload = delivery.Payload,
            ReceivedAt = delivery.ReceivedAt,
            Principal = delivery.Principal,
            PrincipalFarmId = embedded?.Sender.FarmId ?? 0,
            Receipt = delivery as IReceipt,
        };
        if (embedded is not null)
        {
            embedded.Inbound = message;
        }

        return message;
    }
}
