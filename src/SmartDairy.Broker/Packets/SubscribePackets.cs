using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace SmartDairy.Broker.Packets;

/// <summary>Adapts SUBSCRIBE packets to the MQTT server.</summary>
internal static class SubscribePackets
{
    /// <summary>
    /// Gives all filters of a SUBSCRIBE the lowest quality of service among them. The server answers in the order of the filters' quality
    /// of service, not in theirs: with one quality for all, the answers are where the client looks for them. Lower than requested is
    /// allowed, higher is not.
    /// </summary>
    public static void UseLowestQualityOfService(MqttSubscribePacket subscribe)
    {
        var lowest = MqttQualityOfServiceLevel.ExactlyOnce;
        foreach (var filter in subscribe.TopicFilters)
        {
            lowest = filter.QualityOfServiceLevel < lowest ? filter.QualityOfServiceLevel : lowest;
        }

        foreach (var filter in subscribe.TopicFilters)
        {
            filter.QualityOfServiceLevel = lowest;
        }
    }
}
