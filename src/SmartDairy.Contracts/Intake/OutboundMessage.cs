namespace SmartDairy.Contracts.Intake;

/// <summary>A message to a device: producing it to the outbound stream publishes it, QoS 1.</summary>
[GenerateSerializer, Immutable, Alias("outbound-message")]
public sealed record OutboundMessage([property: Id(0)] string Topic, [property: Id(1)] ReadOnlyMemory<byte> Payload);
