using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace SmartDairy.Streaming.Mqtt.ExternalBroker;

/// <summary>The broker ended the connection with a DISCONNECT, which says why.</summary>
internal sealed class BrokerDisconnectedException(MqttDisconnectPacket packet)
    : IOException(
        $"the broker disconnected: {BrokerConnection.DescribeReasonCode(packet.ReasonCode, (byte)packet.ReasonCode, packet.ReasonString)}")
{
    /// <summary>Another client connected with the same id: another silo owns the queue now.</summary>
    public bool IsSessionTakenOver { get; } = packet.ReasonCode == MqttDisconnectReasonCode.SessionTakenOver;
}
