using MQTTnet.Packets;
using MQTTnet.Protocol;
using SmartDairy.Broker.Connections;
using SmartDairy.History.Ledger;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Broker.Publishing;

/// <summary>Sends PUBACK (QoS 1) and PUBREC (QoS 2) to devices, once the outcome of their publish is durable.</summary>
internal sealed class PublishAcknowledger(IntakeLedger ledger)
{
    private const byte PubAck = 0x40;
    private const byte PubRec = 0x50;

    /// <summary>
    /// Acknowledges a publish of this outcome; an abandoned one ends its connection instead, so that the device sends it again.
    /// </summary>
    public void Acknowledge(EmbeddedDelivery delivery, MqttSettlement outcome)
    {
        // Before the acknowledgement is sent: a sender that has it finds nothing pending.
        ledger.MarkSettled(delivery.Message.PrincipalFarmId);
        if (delivery.QualityOfService == 0)
        {
            if (outcome == MqttSettlement.Abandon)
            {
                IntakeMetrics.BestEffortDropped();
            }

            return;
        }

        if (delivery.Connection is { } connection)
        {
            connection.OnPublishSettled();
            SendAcknowledgement(connection, delivery, outcome);
        }
    }

    private static void SendAcknowledgement(DeviceConnection connection, EmbeddedDelivery delivery, MqttSettlement outcome)
    {
        var isQos2 = delivery.QualityOfService == 2;
        if (outcome == MqttSettlement.Abandon)
        {
            connection.Disconnect(
                MqttDisconnectReasonCode.ServerBusy,
                "A message could not be stored now. Connect again and send what was not acknowledged.");
        }
        else if (outcome == MqttSettlement.Success || !connection.IsVersion5)
        {
            // Before MQTT 5 there is no way to say no: the message was recorded as rejected, and repeating it would change nothing.
            connection.Writer.Acknowledge(isQos2 ? PubRec : PubAck, delivery.PacketIdentifier);
        }
        else
        {
            connection.Writer.Enqueue(CreateRejection(delivery.PacketIdentifier, isQos2, outcome, connection.AcceptsReasonStrings));
        }
    }

    private static MqttPacketWithIdentifier CreateRejection(ushort packetIdentifier, bool isQos2, MqttSettlement outcome, bool withReason)
    {
        var text = withReason ? DescribeRejection(outcome) : null;

        // The numbers of settlements are reason codes, except that an acknowledgement has none for a packet too large.
        var code = (byte)(outcome == MqttSettlement.PacketTooLarge ? MqttSettlement.PayloadFormatInvalid : outcome);
        return isQos2
            ? new MqttPubRecPacket { PacketIdentifier = packetIdentifier, ReasonCode = (MqttPubRecReasonCode)code, ReasonString = text }
            : new MqttPubAckPacket { PacketIdentifier = packetIdentifier, ReasonCode = (MqttPubAckReasonCode)code, ReasonString = text };
    }

    private static string DescribeRejection(MqttSettlement outcome) => outcome switch
    {
        MqttSettlement.NoSuchTarget => "Nobody wanted this message.",
        MqttSettlement.NotAuthorized => "Recorded as rejected: this device may not publish to this topic.",
        MqttSettlement.TopicNameInvalid => "Recorded as rejected: there is no such topic.",
        MqttSettlement.PayloadFormatInvalid => "Recorded as rejected: the payload is not what its topic asks for.",
        MqttSettlement.PacketTooLarge => "Recorded as rejected: the payload is too large.",
        MqttSettlement.QuotaExceeded => "Recorded as rejected: too many messages.",
        _ => "Recorded as rejected: the message could not be processed.",
    };
}
