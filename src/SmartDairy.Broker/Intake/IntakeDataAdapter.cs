using SmartDairy.Contracts.Intake;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Broker.Intake;

/// <summary>Converts between the deliveries of either broker and the batches that shard grains consume.</summary>
internal sealed class IntakeDataAdapter(ILocalSiloDetails? silo = null) : IMqttDataAdapter
{
    private string? _siloAddress;

    /// <inheritdoc/>
    public object ToEvents(StreamId stream, IReadOnlyList<MqttDelivery> deliveries)
    {
        var messages = new List<ReceivedMessage>(deliveries.Count);
        for (var i = 0; i < deliveries.Count; i++)
        {
            var message = ((IReceivedDelivery)deliveries[i]).Message;
            if (IsEcho(message))
            {
                deliveries[i].TrySettle(MqttSettlement.Success);
            }
            else
            {
                messages.Add(message);
            }
        }

        return new InboundBatch(messages, _siloAddress ??= silo?.SiloAddress.ToParsableString());
    }

    /// <inheritdoc/>
    public MqttPublication ToPublication(StreamId stream, object item) => item is OutboundMessage message
        ? new MqttPublication(message.Topic, message.Payload, ContentType: "application/json")
        : throw new ArgumentException($"Produce {nameof(OutboundMessage)} to stream '{stream}', not {item.GetType()}.", nameof(item));

    /// <summary>
    /// Whether an outside broker sends back a message that this cluster published for devices: the subscription to everything includes
    /// those. A device of the embedded broker that publishes on such a topic is rejected by its shard.
    /// </summary>
    private static bool IsEcho(ReceivedMessage message) => message.Principal is null && message.ParsedTopic.IsForDevices;
}
