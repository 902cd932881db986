namespace SmartDairy.Streaming.Mqtt;

/// <summary>One publish as an event: what consumers see when no data adapter of the application is registered.</summary>
/// <param name="Topic">The topic as published.</param>
/// <param name="Payload">The payload; may be empty.</param>
/// <param name="QualityOfService">0, 1 or 2 as published.</param>
/// <param name="ReceivedAt">When the source took it over, in milliseconds since 1970-01-01 UTC.</param>
/// <param name="Principal">The authenticated name of the publisher; null if the source does not know it.</param>
[GenerateSerializer, Immutable, Alias("smartdairy.mqtt.message")]
public sealed record MqttMessage(
    [property: Id(0)] string Topic,
    [property: Id(1)] ReadOnlyMemory<byte> Payload,
    [property: Id(2)] byte QualityOfService = 1,
    [property: Id(3)] long ReceivedAt = 0,
    [property: Id(4)] string? Principal = null)
{
    [NonSerialized]
    private readonly MqttDelivery? _delivery;

    internal MqttMessage(MqttDelivery delivery)
        : this(delivery.Topic, delivery.Payload, delivery.QualityOfService, delivery.ReceivedAt, delivery.Principal)
        => _delivery = delivery;

    /// <summary>
    /// Settles the publish now, instead of some milliseconds after the consumer returned. Works in the silo that received the publish;
    /// on another silo it does nothing, and the publish is acknowledged when the batch counts as delivered.
    /// </summary>
    /// <returns>Whether this call settled it.</returns>
    public bool Acknowledge(MqttSettlement outcome = MqttSettlement.Success) => _delivery?.TrySettle(outcome) ?? false;

    /// <summary>Two messages are equal if they are the same object: a publish is an occurrence, not a value.</summary>
    public bool Equals(MqttMessage? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
