using System.Collections.Concurrent;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;
using Xunit;

namespace SmartDairy.Streaming.Mqtt.Tests;

/// <summary>Producing, shutting down, and the rule above all others.</summary>
public sealed class ProviderTests
{
    [Fact]
    public async Task Producing_to_a_stream_publishes()
    {
        var publisher = new Publisher();
        await using var cluster = await TestCluster.StartAsync(services: s => s.AddSingleton<IMqttPublisher>(publisher));
        var stream = Stream<MqttPublication>(cluster);
        await stream.OnNextAsync(new MqttPublication("d/1/commands", "on"u8.ToArray(), 1, TimeSpan.FromMinutes(1)));
        var published = Assert.Single(publisher.Published);
        Assert.Equal("d/1/commands", published.Topic);
        Assert.Equal("on"u8, published.Payload.Span);
        Assert.Equal(1, published.QualityOfService);
        Assert.Equal(TimeSpan.FromMinutes(1), published.Expiry);
        await Assert.ThrowsAsync<ArgumentException>(() => Stream<string>(cluster, "device-2").OnNextAsync("text"));
    }

    [Fact]
    public async Task Without_a_publisher_the_provider_is_read_only()
    {
        await using var cluster = await TestCluster.StartAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Stream<MqttPublication>(cluster).OnNextAsync(new MqttPublication("t", default)));
        var adapter =
            new Providers.MqttQueueAdapter("farm", new MqttMessageDataAdapter(), null, _ => throw new InvalidOperationException());
        var refusal = await Assert.ThrowsAsync<NotSupportedException>(
            () => adapter.QueueMessageBatchAsync<MqttPublication>(
                StreamId.Create("commands", "1"), [new MqttPublication("t", default)], null, null));
        Assert.Contains("register an IMqttPublisher", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shutting_down_abandons_what_is_not_settled()
    {
        await using var cluster = await TestCluster.StartAsync(o => o.Queues = o.Shards = 1);
        var entered = new TaskCompletionSource();
        var work = new TaskCompletionSource();
        cluster.Consumer.OnBatch = (_, _) =>
        {
            entered.TrySetResult();
            return work.Task;
        };
        var inFlight = await cluster.EnqueueAsync("in flight");
        await entered.Task.WaitAsync(TestDelivery.MaxWait, TestContext.Current.CancellationToken);
        var queued = await cluster.EnqueueAsync("queued");
        var stopping = cluster.Orleans.StopSiloAsync(cluster.Orleans.Silos[0], TestContext.Current.CancellationToken);

        // The agent stops only when its consumer returned. Failing now is no failure for good: nothing may be recorded, the sender keeps
        // it.
        work.SetException(new InvalidOperationException("stopping"));
        Assert.Equal(MqttSettlement.Abandon, await inFlight.Outcome);
        Assert.Equal(MqttSettlement.Abandon, await queued.Outcome);
        await stopping;
    }

    [Fact]
    public async Task Every_delivery_is_settled_exactly_once_whatever_fails()
    {
        await using var cluster = await TestCluster.StartAsync(
            o =>
            {
                o.Queues = 2;
                o.Shards = 8;
                o.QueueCapacity = 50;
                o.MaxBatch = 7;
                o.MaxDeliveryTime = TimeSpan.FromMilliseconds(20);
            },
            s => s.AddSingleton<IMqttFailureRecorder>(new FlakyFailureRecorder()));
        cluster.Consumer.OnBatch = (_, batch) =>
        {
            foreach (var message in batch)
            {
                // Half settle themselves, a few of them as refused; the rest is left to the fallback.
                var fate = MqttPartition.Hash(message.Topic) >> 8;
                if (fate % 2 == 0)
                {
                    message.Acknowledge(fate % 5 == 0 ? MqttSettlement.PayloadFormatInvalid : MqttSettlement.Success);
                }

                if (message.Topic.EndsWith("bad", StringComparison.Ordinal))
                {
                    throw new InvalidOperationException("bad");
                }
            }

            return Task.CompletedTask;
        };

        await Gen.Int[0, 400].Array[0, 200].SampleAsync(
            async numbers =>
            {
                var deliveries = await Task.WhenAll(numbers.Select((n, i) => cluster.EnqueueAsync($"d/{n}/{i}{(n == 13 ? "/bad" : "")}")));
                await Task.WhenAll(deliveries.Select(d => d.Outcome));
                Assert.All(deliveries, d => Assert.Equal(1, d.SettleCount));
            },
            seed: "0N0XIzNsQ0O2", iter: 20, threads: 1);
    }

    private static IAsyncStream<T> Stream<T>(TestCluster cluster, string key = "device-1") =>
        cluster.Orleans.Silos[0].ServiceProvider.GetRequiredKeyedService<IStreamProvider>(TestCluster.Provider)
        .GetStream<T>(StreamId.Create("commands", key));

    private sealed class Publisher : IMqttPublisher
    {
        public ConcurrentQueue<MqttPublication> Published { get; } = new();

        public Task PublishAsync(MqttPublication publication, CancellationToken cancellationToken)
        {
            Published.Enqueue(publication);
            return Task.CompletedTask;
        }
    }

    private sealed class FlakyFailureRecorder : IMqttFailureRecorder
    {
        public ValueTask<bool> TryRecordAsync(MqttDelivery delivery, string reason, CancellationToken cancellationToken) =>
            (MqttPartition.Hash(delivery.Topic) % 3) switch
            {
                0 => ValueTask.FromResult(true),
                1 => ValueTask.FromResult(false),
                _ => throw new IOException("disk full"),
            };
    }
}
