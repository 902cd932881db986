namespace SmartDairy.Streaming.Mqtt;

/// <summary>
/// The default adapter: each publish is an <see cref="MqttMessage"/>; producing an <see cref="MqttMessage"/> or an
/// <see cref="MqttPublication"/> publishes it.
/// </summary>
public sealed class MqttMessageDataAdapter : IMqttDataAdapter
{
    /// <inheritdoc/>
    public object ToEvents(StreamId stream, IReadOnlyList<MqttDelivery> deliveries)
    {
        var events = new MqttMessage[deliveries.Count];
        for (var i = 0; i < events.Length; i++)
        {
            events[i] = new MqttMessage(deliveries[i]);
        }

        return events;
    }

    /// <inheritdoc/>
    public MqttPublication ToPublication(StreamId stream, object item) => item switch
    {
        MqttPublication publication => publication,
        MqttMessage message => new MqttPublication(message.Topic, message.Payload, message.QualityOfService),
        _ => throw new ArgumentException(
            $"Cannot publish an item of type {item.GetType()} to stream '{stream}'. Produce {nameof(MqttPublication)} or {nameof(MqttMessage)}, "
            + $"or register an {nameof(IMqttDataAdapter)} that knows this type.", nameof(item)),
    };
}
