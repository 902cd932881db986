using MQTTnet.Packets;
using MQTTnet.Protocol;
using SmartDairy.Broker.Connections;
using SmartDairy.Grains.Intake;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Broker.Publishing;

/// <summary>
/// What all connections hand their publishes to: counts them in, queues them for their shard, and answers the sender once their fate is
/// durable.
/// </summary>
internal sealed class PublishHandler(InProcessMqttSource source, IntakeLedger ledger, TimeProvider time)
{
    private const byte PubAck = 0x40;
    private const byte PubRec = 0x50;

    /// <summary>
    /// Takes a publish of a device. Completes when it is queued, which may be after the queue was full for a while; a QoS 0 publish never
    /// waits, it is dropped instead.
    /// </summary>
    /// <param name="connection">The connection that waits for the acknowledgement; null for a will, which nobody answers.</param>
    public ValueTask HandleAsync(
        string topic,
        ReadOnlyMemory<byte> payload,
        DeviceIdentity sender,
        MqttQualityOfServiceLevel level,
        ushort packetIdentifier,
        DeviceConnection? connection)
    {
        var delivery = new EmbeddedDelivery(
            topic, payload, time.GetUtcNow().ToUnixTimeMilliseconds(), sender, (byte)level, packetIdentifier, this)
        { Connection = connection };
        ledger.MarkReceived(sender.FarmId);
        if (level != MqttQualityOfServiceLevel.AtMostOnce)
        {
            return source.EnqueueAsync(delivery);
        }

        if (!source.TryEnqueue(delivery))
        {
            ledger.MarkSettled(sender.FarmId);
            IntakeMetrics.BestEffortDropped();
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>The fate of a delivery is known: tells its sender.</summary>
    public void OnSettled(EmbeddedDelivery delivery, MqttSettlement outcome)
    {
        // Before the sender hears of it, so that whoever looks after an acknowledgement finds nothing pending.
        ledger.MarkSettled(delivery.Sender.FarmId);
        if (delivery.QualityOfService == 0)
        {
            if (outcome == MqttSettlement.Abandon)
            {
                IntakeMetrics.BestEffortDropped();
            }

            return;
        }

        if (delivery.Connection is { } channel)
        {
            channel.OnPublishSettled();
            SendAcknowledgement(channel, delivery, outcome);
        }
    }

    private static void SendAcknowledgement(DeviceConnection channel, EmbeddedDelivery delivery, MqttSettlement outcome)
    {
        var twice = delivery.QualityOfService == 2;
        if (outcome == MqttSettlement.Abandon)
        {
            channel.Disconnect(MqttDisconnectReasonCode.ServerBusy, "A message could not be stored now. Connect again and send what was not acknowledged.");
        }
        else if (outcome == MqttSettlement.Success || !channel.IsVersion5)
        {
            // Before MQTT 5 there is no way to say no: the message was recorded as rejected, and repeating it would change nothing.
            channel.Writer.Acknowledge(twice ? PubRec : PubAck, delivery.PacketIdentifier);
        }
        else
        {
            channel.Writer.Enqueue(CreateRejection(delivery.PacketIdentifier, twice, outcome, channel.AcceptsReasonStrings));
        }
    }

    private static MqttPacketWithIdentifier CreateRejection(ushort id, bool isQos2, MqttSettlement outcome, bool withReason)
    {
        var (code, reason) = outcome switch
        {
            MqttSettlement.NoSuchTarget => (MqttPubAckReasonCode.NoMatchingSubscribers, "Nobody wanted this message."),
            MqttSettlement.NotAuthorized => (MqttPubAckReasonCode.NotAuthorized, "Recorded as rejected: this device may not publish to this topic."),
            MqttSettlement.TopicNameInvalid => (MqttPubAckReasonCode.TopicNameInvalid, "Recorded as rejected: there is no such topic."),
            MqttSettlement.PayloadFormatInvalid => (MqttPubAckReasonCode.PayloadFormatInvalid, "Recorded as rejected: the payload is not what its topic asks for."),
            MqttSettlement.PacketTooLarge => (MqttPubAckReasonCode.PayloadFormatInvalid, "Recorded as rejected: the payload is too large."),
            MqttSettlement.QuotaExceeded => (MqttPubAckReasonCode.QuotaExceeded, "Recorded as rejected: too many messages."),
            _ => (MqttPubAckReasonCode.ImplementationSpecificError, "Recorded as rejected: the message could not be processed."),
        };
        var text = withReason ? reason : null;
        return isQos2
            ? new MqttPubRecPacket { PacketIdentifier = id, ReasonCode = (MqttPubRecReasonCode)code, ReasonString = text }
            : new MqttPubAckPacket { PacketIdentifier = id, ReasonCode = code, ReasonString = text };
    }
}
