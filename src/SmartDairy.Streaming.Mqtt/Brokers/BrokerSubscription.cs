using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace SmartDairy.Streaming.Mqtt.Brokers;

/// <summary>What a queue's client says to the broker to get its share of the messages.</summary>
internal static class BrokerSubscription
{
    /// <summary>A session by the queue's number, which outlives the connection and goes to whoever owns the queue.</summary>
    public static MqttConnectPacket Connect(MqttBrokerOptions options, int queue) => new()
    {
        ClientId = $"{options.ClientIdPrefix}-{queue}",
        CleanSession = false,
        SessionExpiryInterval = (uint)options.SessionExpiry.TotalSeconds,
        ReceiveMaximum = (ushort)options.ReceiveMaximum,
        TopicAliasMaximum = 0,
    };

    /// <summary>Also sent when the session is there: the filters may have changed, or the last client died before it subscribed.</summary>
    /// <exception cref="IOException">The broker has no shared subscriptions.</exception>
    public static MqttSubscribePacket Subscribe(MqttBrokerOptions options, MqttConnAckPacket answer)
    {
        if (!answer.SharedSubscriptionAvailable)
        {
            throw new IOException("the broker has no shared subscriptions");
        }

        var packet = new MqttSubscribePacket { PacketIdentifier = 1 };
        foreach (var filter in options.TopicFilters)
        {
            packet.TopicFilters.Add(new MqttTopicFilter
            {
                Topic = $"$share/{options.ShareGroup}/{filter}",
                QualityOfServiceLevel = MqttQualityOfServiceLevel.ExactlyOnce,
                RetainHandling = MqttRetainHandling.DoNotSendOnSubscribe,
            });
        }

        return packet;
    }

    /// <exception cref="IOException">The broker refused one of the filters; the message says which and why.</exception>
    public static void Check(MqttBrokerOptions options, MqttSubAckPacket answer)
    {
        for (var i = 0; i < answer.ReasonCodes.Count; i++)
        {
            if ((byte)answer.ReasonCodes[i] >= 0x80)
            {
                var reason = BrokerConnection.Named(answer.ReasonCodes[i], (byte)answer.ReasonCodes[i], answer.ReasonString);
                throw new IOException($"the broker refused the subscription to '{options.TopicFilters[i]}': {reason}");
            }
        }
    }
}
