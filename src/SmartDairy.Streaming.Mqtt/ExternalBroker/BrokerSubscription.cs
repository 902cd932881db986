using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace SmartDairy.Streaming.Mqtt.ExternalBroker;

/// <summary>What a queue's client says to the broker to get its share of the messages.</summary>
internal static class BrokerSubscription
{
    /// <summary>A session by the queue's number, which outlives the connection and goes to whoever owns the queue.</summary>
    public static MqttConnectPacket CreateConnectPacket(MqttBrokerOptions options, int queue) => new()
    {
        ClientId = $"{options.ClientIdPrefix}-{queue}",
        CleanSession = false,
        SessionExpiryInterval = (uint)options.SessionExpiry.TotalSeconds,
        ReceiveMaximum = (ushort)options.ReceiveMaximum,
        TopicAliasMaximum = 0,
    };

    /// <summary>
    /// Sent at each connect, right behind it: the filters may have changed, and old Mosquittos forget shared subscriptions when a client
    /// comes again, and when it starts again. What is published before they are back goes to nobody.
    /// </summary>
    public static MqttSubscribePacket CreateSubscribePacket(MqttBrokerOptions options)
    {
        var packet = new MqttSubscribePacket { PacketIdentifier = 1 };
        foreach (var filter in options.TopicFilters)
        {
            packet.TopicFilters.Add(new MqttTopicFilter
            {
                Topic = options.ShareGroup is null ? filter : $"$share/{options.ShareGroup}/{filter}",
                QualityOfServiceLevel = MqttQualityOfServiceLevel.ExactlyOnce,
                RetainHandling = MqttRetainHandling.DoNotSendOnSubscribe,
            });
        }

        return packet;
    }

    /// <exception cref="IOException">The broker has no shared subscriptions, and one is wanted.</exception>
    public static void EnsureAccepted(MqttBrokerOptions options, MqttConnAckPacket answer)
    {
        if (!answer.SharedSubscriptionAvailable && options.ShareGroup is not null)
        {
            throw new IOException("the broker has no shared subscriptions");
        }
    }

    /// <exception cref="IOException">The broker refused one of the filters; the message says which and why.</exception>
    public static void EnsureAccepted(MqttBrokerOptions options, MqttSubAckPacket answer)
    {
        for (var i = 0; i < answer.ReasonCodes.Count; i++)
        {
            if ((byte)answer.ReasonCodes[i] >= 0x80)
            {
                var reason = BrokerConnection.DescribeReasonCode(answer.ReasonCodes[i], (byte)answer.ReasonCodes[i], answer.ReasonString);
                throw new IOException($"the broker refused the subscription to '{options.TopicFilters[i]}': {reason}");
            }
        }
    }
}
