namespace SmartDairy.Streaming.Mqtt;

/// <summary>
/// Between MQTT and what the application's grains see. Resolved as a service keyed by the provider's name, else unkeyed;
/// default: <see cref="MqttMessageDataAdapter"/>. Called by several threads at once.
/// </summary>
public interface IMqttDataAdapter
{
    /// <summary>
    /// What shares an order: deliveries of one partition go to one shard, hence to one consumer at a time. Must be the same in every
    /// process and version, and spread evenly over all 64 bits (hash with <see cref="MqttPartition.Hash"/>); never string.GetHashCode.
    /// </summary>
    ulong GetPartition(MqttDelivery delivery);

    /// <summary>
    /// The events of one batch: either one event object for all deliveries, or an <see cref="IReadOnlyList{T}"/> of events.
    /// It crosses the wire if the consumer is on another silo, so it must be serializable by Orleans; immutable, so that it is not copied
    /// within one. It may keep references to the deliveries in fields that are not serialized, for a consumer in this silo to settle them.
    /// A delivery it wants none of may be settled here. Throwing fails every delivery of the batch that is not settled.
    /// </summary>
    /// <param name="stream">The stream of the shard; its key is the shard's number.</param>
    /// <param name="deliveries">At least one, in the order of arrival. The list is not reused and may be kept.</param>
    object ToEvents(StreamId stream, IReadOnlyList<MqttDelivery> deliveries);

    /// <summary>The message for an item that the application produced to a stream.</summary>
    /// <exception cref="ArgumentException">An item of this type cannot be published.</exception>
    MqttPublication ToPublication(StreamId stream, object item);
}
