namespace SmartDairy.Streaming.Mqtt;

/// <summary>A message to publish.</summary>
/// <param name="Topic">The topic, without wildcards.</param>
/// <param name="Payload">The payload; may be empty. It must not change until it is published.</param>
/// <param name="QualityOfService">0, 1 or 2.</param>
/// <param name="Expiry">How long the broker keeps it for a receiver that is away, in whole seconds on the wire; null: no expiry. MQTT 5
/// only.</param>
/// <param name="ContentType">The MIME type of the payload; null: not stated. MQTT 5 only.</param>
/// <param name="ResponseTopic">Where a reply goes; null: no reply asked for. MQTT 5 only.</param>
/// <param name="CorrelationData">Ties a reply to this message; empty: none. MQTT 5 only.</param>
[GenerateSerializer, Immutable, Alias("smartdairy.mqtt.publication")]
public sealed record MqttPublication(
    [property: Id(0)] string Topic,
    [property: Id(1)] ReadOnlyMemory<byte> Payload,
    [property: Id(2)] byte QualityOfService = 1,
    [property: Id(3)] TimeSpan? Expiry = null,
    [property: Id(4)] string? ContentType = null,
    [property: Id(5)] string? ResponseTopic = null,
    [property: Id(6)] ReadOnlyMemory<byte> CorrelationData = default);
