using MQTTnet.Protocol;

namespace SmartDairy.Broker.Connections;

/// <summary>A publish of a device, as read from its connection.</summary>
/// <param name="Topic">The topic as published, topic aliases resolved.</param>
/// <param name="Payload">The payload, owned by the receiver of the publish.</param>
/// <param name="Sender">The device whose credentials the connection gave.</param>
/// <param name="QualityOfService">The quality of service as published.</param>
/// <param name="PacketIdentifier">The packet to acknowledge; 0 at QoS 0.</param>
/// <param name="Connection">The connection that waits for the acknowledgement; null for a will, which is not acknowledged.</param>
internal readonly record struct DevicePublish(
    string Topic, ReadOnlyMemory<byte> Payload, DeviceIdentity Sender, MqttQualityOfServiceLevel QualityOfService, ushort PacketIdentifier,
    DeviceConnection? Connection);
