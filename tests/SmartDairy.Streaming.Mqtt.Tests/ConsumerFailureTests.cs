using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace SmartDairy.Streaming.Mqtt.Tests;

/// <summary>Consumers that throw.</summary>
public sealed class ConsumerFailureTests
{
    private static void UseShortDeliveryTime(MqttStreamOptions options)
    {
        options.Queues = options.Shards = 2;
        options.MaxDeliveryTime = TimeSpan.FromMilliseconds(100);
    }

    [Fact]
    public async Task A_consumer_that_throws_once_gets_the_batch_again()
    {
        await using var cluster = await TestCluster.StartAsync(o => o.Queues = o.Shards = 1);
        var attempts = 0;
        cluster.Consumer.OnBatch = (_, _) => ++attempts == 1 ? throw new InvalidOperationException("once") : Task.CompletedTask;
        var delivery = await cluster.EnqueueAsync("a");
        Assert.Equal(MqttSettlement.Success, await delivery.Outcome);
        Assert.Equal(2, attempts);
    }

    [Fact]
    public async Task A_batch_that_fails_for_good_is_recorded_and_its_senders_are_released()
    {
        var recorder = new Recorder { Answer = true };
        await using var cluster = await TestCluster.StartAsync(UseShortDeliveryTime, s => s.AddSingleton<IMqttFailureRecorder>(recorder));
        var poison = new TestDelivery("poison");
        cluster.Consumer.OnBatch = (_, batch) =>
            batch.Any(m => m.Topic == poison.Topic) ? throw new InvalidOperationException("poison") : Task.CompletedTask;
        await cluster.Source.EnqueueAsync(poison, TestContext.Current.CancellationToken);
        Assert.Equal(MqttSettlement.ImplementationSpecificError, await poison.Outcome);
        Assert.Equal(["poison"], recorder.Recorded.Select(d => d.Topic));

        // The shard goes on.
        Assert.Equal(MqttSettlement.Success, await (await cluster.EnqueueAsync("poison/not")).Outcome);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(null)]
    public async Task What_is_not_recorded_is_abandoned(bool? answer)
    {
        var recorder = new Recorder { Answer = answer };
        await using var cluster =
            await TestCluster.StartAsync(
                UseShortDeliveryTime, s => s.AddKeyedSingleton<IMqttFailureRecorder>(TestCluster.Provider, recorder));
        cluster.Consumer.OnBatch = (_, _) => throw new InvalidOperationException("always");
        Assert.Equal(MqttSettlement.Abandon, await (await cluster.EnqueueAsync("a")).Outcome);
        Assert.Single(recorder.Recorded);
    }

    [Fact]
    public async Task What_the_consumer_settled_before_it_threw_stays_settled()
    {
        var recorder = new Recorder { Answer = true };
        await using var cluster = await TestCluster.StartAsync(
            o =>
            {
                UseShortDeliveryTime(o);
                o.Queues = o.Shards = 1;
            },
            s => s.AddSingleton<IMqttFailureRecorder>(recorder));
        var gate = new TaskCompletionSource();
        cluster.Consumer.OnBatch = async (_, batch) =>
        {
            await gate.Task;
            foreach (var message in batch.Where(m => m.Topic.StartsWith("good", StringComparison.Ordinal)))
            {
                message.Acknowledge();
            }

            if (batch.Any(m => m.Topic == "bad"))
            {
                throw new InvalidOperationException("bad");
            }
        };
        var first = await cluster.EnqueueAsync("good/1");
        var second = await cluster.EnqueueAsync("good/2");
        var bad = await cluster.EnqueueAsync("bad");
        gate.SetResult();
        Assert.Equal(MqttSettlement.Success, await first.Outcome);
        Assert.Equal(MqttSettlement.Success, await second.Outcome);
        Assert.Equal(MqttSettlement.ImplementationSpecificError, await bad.Outcome);
        Assert.Equal(["bad"], recorder.Recorded.Select(d => d.Topic));
    }

    private sealed class Recorder : IMqttFailureRecorder
    {
        public ConcurrentQueue<MqttDelivery> Recorded { get; } = new();

        /// <summary>Null: throws.</summary>
        public bool? Answer { get; init; }

        public ValueTask<bool> TryRecordAsync(MqttDelivery delivery, string reason, CancellationToken cancellationToken)
        {
            Recorded.Enqueue(delivery);
            return ValueTask.FromResult(Answer ?? throw new IOException("disk full"));
        }
    }
}
