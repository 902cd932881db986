using SmartDairy.Contracts.Intake;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Grains.Tests.Cluster;

/// <summary>The way out alone: nothing comes in through the stream here.</summary>
internal sealed class OutboundAdapter : IMqttDataAdapter
{
    public ulong Partition(MqttDelivery delivery) => 0;

    public object ToEvents(StreamId stream, IReadOnlyList<MqttDelivery> deliveries) => new InboundBatch([]);

    public MqttPublication ToPublication(StreamId stream, object item)
    {
        var message = (OutboundMessage)item;
        return new MqttPublication(message.Topic, message.Payload);
    }
}
