using Xunit;

namespace SmartDairy.Streaming.Mqtt.Tests;

/// <summary>From the source to the consumer, and the acknowledgement back.</summary>
public sealed class DeliveryTests
{
    [Fact]
    public async Task Deliveries_arrive_in_order_and_are_settled_by_the_consumer()
    {
        await using var cluster = await TestCluster.StartAsync(o => o.Queues = o.Shards = 1);
        cluster.Consumer.OnBatch = (_, batch) =>
        {
            foreach (var message in batch)
            {
                Assert.True(message.Acknowledge(MqttSettlement.NoSuchTarget));
            }

            return Task.CompletedTask;
        };
        var deliveries = new List<TestDelivery>();
        for (var i = 0; i < 500; i++)
        {
            deliveries.Add(await cluster.EnqueueAsync($"t/{i}"));
        }

        foreach (var delivery in deliveries)
        {
            Assert.Equal(MqttSettlement.NoSuchTarget, await delivery.Outcome);
        }

        Assert.Equal(deliveries.Select(d => d.Topic), cluster.Consumer.Received.Select(g => g.Topic));
    }

    [Fact]
    public async Task A_consumer_that_does_not_settle_is_covered_when_it_returns_and_not_before()
    {
        await using var cluster = await TestCluster.StartAsync(o => o.Queues = o.Shards = 1);
        var entered = new TaskCompletionSource();
        var leave = new TaskCompletionSource();
        cluster.Consumer.OnBatch = async (_, _) =>
        {
            entered.TrySetResult();
            await leave.Task;
        };
        var delivery = await cluster.EnqueueAsync("a/b");
        await entered.Task.WaitAsync(TestDelivery.MaxWait, TestContext.Current.CancellationToken);
        Assert.False(delivery.IsSettled);

        // Another delivery meanwhile: it forms the next batch, which must not go out before the first is settled.
        var next = await cluster.EnqueueAsync("a/c");
        Assert.Single(cluster.Consumer.Received);
        leave.SetResult();
        Assert.Equal(MqttSettlement.Success, await delivery.Outcome);
        Assert.Equal(MqttSettlement.Success, await next.Outcome);
        Assert.Equal(["a/b", "a/c"], cluster.Consumer.Received.Select(g => g.Topic));
    }

    [Fact]
    public async Task Each_topic_goes_to_its_shard()
    {
        await using var cluster = await TestCluster.StartAsync(o =>
        {
            o.Queues = 4;
            o.Shards = 12;
        });
        var deliveries = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => cluster.EnqueueAsync($"device/{i % 60}")));
        await Task.WhenAll(deliveries.Select(d => d.Outcome));
        Assert.All(cluster.Consumer.Received, got => Assert.Equal((long)(MqttPartition.Hash(got.Topic) % 12), got.Shard));
        Assert.Equal(300, cluster.Consumer.Received.Count);
        Assert.Equal(12, cluster.Consumer.Received.Select(g => g.Shard).Distinct().Count());
    }

    [Fact]
    public async Task On_two_silos_the_fallback_acknowledges_what_a_consumer_elsewhere_took()
    {
        await using var cluster = await TestCluster.StartAsync(silos: 2);
        var here = 0;
        var elsewhere = 0;
        cluster.Consumer.OnBatch = (_, batch) =>
        {
            foreach (var message in batch)
            {
                // Acknowledge works only where the delivery is.
                Interlocked.Increment(ref message.Acknowledge() ? ref here : ref elsewhere);
            }

            return Task.CompletedTask;
        };
        var deliveries = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => cluster.EnqueueAsync($"device/{i}", $"payload {i}")));
        Assert.All(await Task.WhenAll(deliveries.Select(d => d.Outcome)), outcome => Assert.Equal(MqttSettlement.Success, outcome));
        Assert.True(elsewhere > 0, $"all {here} were consumed in the silo that received them: the test shows nothing");
        Assert.Equal(200, here + elsewhere);
        Assert.All(deliveries, d => Assert.Equal(1, d.SettleCount));
    }
}
