using SmartDairy.Protocol.Topics;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Grains.Tests.Cluster;

/// <summary>A publish whose sender waits for nothing but its settlement.</summary>
internal sealed class TestMqttDelivery(string topic, byte[] payload, long receivedAt) : MqttDelivery(topic, payload, receivedAt, null, 1)
{
    private readonly TaskCompletionSource<MqttSettlement> _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<MqttSettlement> Outcome => _settled.Task;

    public override ulong Partition => IntakeShards.Hash(Topic);

    protected override void OnSettled(MqttSettlement outcome) => _settled.TrySetResult(outcome);
}
