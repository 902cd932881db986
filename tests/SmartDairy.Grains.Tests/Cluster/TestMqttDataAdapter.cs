using SmartDairy.Contracts.Intake;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Grains.Tests.Cluster;

/// <summary>Between the stream and the grains, as the product has it; nobody waits for a receipt.</summary>
internal sealed class TestMqttDataAdapter(ILocalSiloDetails silo) : IMqttDataAdapter
{
    public object ToEvents(StreamId stream, IReadOnlyList<MqttDelivery> deliveries)
        => new InboundBatch([.. deliveries.Select(delivery => new ReceivedMessage
    {
        Topic = delivery.Topic,
        Payload = delivery.Payload,
        ReceivedAt = delivery.ReceivedAt,
        PrincipalFarmId = DairyTestCluster.FarmId,
    })], silo.SiloAddress.ToParsableString());

    public MqttPublication ToPublication(StreamId stream, object item)
    {
        var message = (OutboundMessage)item;
        return new MqttPublication(message.Topic, message.Payload);
    }
}
