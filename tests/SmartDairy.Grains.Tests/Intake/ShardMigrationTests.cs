using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SmartDairy.Contracts.Intake;
using SmartDairy.Grains.Tests.Cluster;
using SmartDairy.Protocol.Topics;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Grains.Tests.Intake;

public sealed class ShardMigrationTests
{
    [Fact]
    public async Task A_shard_follows_its_queue_to_the_silo_that_reads_it()
    {
        await using var dairy = await DairyTestCluster.StartAsync(silos: 2);
        var device = TestDevices.Sensor();
        await dairy.RegisterAsync(device);
        var topic = SmartDairy.Protocol.Topics.DeviceTopics.TelemetryTopic(device);
        var shard = new IntakeShards(DairyTestCluster.Shards).GetShard(topic);

        // The queue is offered the same on both silos; one of them reads it. The shard is woken on the other.
        var reader = await ReaderAsync(dairy, topic);
        var other = 1 - reader;
        await MoveShardAsync(dairy, shard, other);
        Assert.Equal(dairy.Cluster.Silos[other].SiloAddress, await WhereAsync(dairy, shard));

        var sent = 1;
        var soon = DairyTestCluster.TimeoutToken;
        while (!dairy.Cluster.Silos[reader].SiloAddress.Equals(await WhereAsync(dairy, shard)))
        {
            soon.ThrowIfCancellationRequested();
            var delivery = Offer(dairy, reader, topic, dairy.Now + sent++);
            Assert.Equal(MqttSettlement.Success, await delivery.Outcome.WaitAsync(soon));
        }

        Assert.Equal(MqttSettlement.Success, await Offer(dairy, reader, topic, dairy.Now + sent++).Outcome.WaitAsync(soon));
        Assert.Equal(new Contracts.Devices.MessageCounts(sent, 0, 0), (await dairy.Farm.GetLedgerAsync()).Settled);
    }

    private static async Task<int> ReaderAsync(DairyTestCluster dairy, string topic)
    {
        // A queue that a silo had for a moment and gave up abandons what is offered to it; the other one then reads.
        var (first, second) = (Offer(dairy, 0, topic, dairy.Now - 10), Offer(dairy, 1, topic, dairy.Now - 10));
        var settled = await Task.WhenAny(first.Outcome, second.Outcome).WaitAsync(DairyTestCluster.TimeoutToken);
        var reader = (settled == first.Outcome) == (await settled == MqttSettlement.Success) ? 0 : 1;
        Assert.Equal(MqttSettlement.Success, await (reader == 0 ? first : second).Outcome.WaitAsync(DairyTestCluster.TimeoutToken));
        return reader;
    }

    private static async Task MoveShardAsync(DairyTestCluster dairy, long shard, int silo)
    {
        var grain = dairy.Grains.GetGrain<IShardGrain>(shard);
        var target = dairy.Cluster.Silos[silo].SiloAddress;
        await dairy.Cluster.MigrateAsync(grain, target);
        var soon = DairyTestCluster.TimeoutToken;
        while (!target.Equals(await WhereAsync(dairy, shard)))
        {
            soon.ThrowIfCancellationRequested();
            await grain.ConsumeAsync(new InboundBatch([]));
        }
    }

    private static async Task<SiloAddress?> WhereAsync(DairyTestCluster dairy, long shard)
        => await dairy.Grains.GetGrain<IManagementGrain>(0).GetActivationAddress(dairy.Grains.GetGrain<IShardGrain>(shard));

    private static TestMqttDelivery Offer(DairyTestCluster dairy, int silo, string topic, long time)
    {
        var delivery = new TestMqttDelivery(topic, Encoding.UTF8.GetBytes(TestDevices.Climate(time, 20)), dairy.Now);
        _ = dairy.Cluster.Silos[silo].ServiceProvider.GetRequiredKeyedService<InProcessMqttSource>(IntakeStreams.ProviderName)
            .EnqueueAsync(delivery).AsTask();
        return delivery;
    }
}
