namespace SmartDairy.Streaming.Mqtt;

/// <summary>
/// Converts between MQTT deliveries and the events that the application's grains consume. Resolved as a service keyed by the provider's
/// name, else unkeyed; default: <see cref="MqttMessageDataAdapter"/>. Called by several threads at once.
/// </summary>
public interface IMqttDataAdapter
{
    /// <summary>
    /// Makes the events of one batch: either one event object for all deliveries, or an <see cref="IReadOnlyList{T}"/> of events.
    /// The result crosses the wire if the consumer is on another silo, so it must be serializable by Orleans; immutable, so that it is not
    /// copied within one silo. It may keep references to the deliveries in fields that are not serialized, for a consumer in this silo to
    /// settle them. A delivery that makes no event may be settled here. An exception fails every delivery of the batch that is not settled.
    /// </summary>
    /// <param name="stream">The stream of the shard; its key is the shard's number.</param>
    /// <param name="deliveries">At least one, in the order of arrival. The list is not reused and may be kept.</param>
    object ToEvents(StreamId stream, IReadOnlyList<MqttDelivery> deliveries);

    /// <summary>Makes the message for an item that the application produced to a stream.</summary>
    /// <exception cref="ArgumentException">An item of this type cannot be published.</exception>
    MqttPublication ToPublication(StreamId stream, object item);
}
