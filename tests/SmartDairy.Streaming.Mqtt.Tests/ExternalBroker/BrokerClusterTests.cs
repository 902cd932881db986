using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using SmartDairy.Servers;
using Xunit;

namespace SmartDairy.Streaming.Mqtt.Tests;

/// <summary>Silos that share the queues of a real broker among them.</summary>
public sealed class BrokerClusterTests : IAsyncLifetime
{
    private readonly RecordingObserver _observer = new();
    private MosquittoServer? _server;

    public async ValueTask InitializeAsync() => _server = await MosquittoTestExtensions.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    [Fact]
    public async Task Queues_are_shared_evenly_follow_the_silos_that_come_and_go_and_lose_nothing()
    {
        await using var cluster = await StartAsync(silos: 2);
        await OwnedAsync(cluster, [4, 4], TimeSpan.FromSeconds(30));
        var elsewhere = new ConcurrentDictionary<bool, int>();
        cluster.Consumer.OnBatch = (_, batch) =>
        {
            foreach (var message in batch)
            {
                // Works where the delivery is; elsewhere the batch crossed the wire, and the fallback acknowledges.
                elsewhere.AddOrUpdate(message.Acknowledge(), 1, static (_, count) => count + 1);
            }

            return Task.CompletedTask;
        };
        await PublishAsync(cluster, "a/two", 2_000);
        Assert.True(elsewhere.GetValueOrDefault(false) > 0, "all were consumed where they were received: the test shows nothing");

        var third = await cluster.Orleans.StartAdditionalSiloAsync();
        await OwnedAsync(cluster, [2, 3, 3], TimeSpan.FromSeconds(10));
        await PublishAsync(cluster, "a/three", 2_000);

        var publishing = PublishAsync(cluster, "a/killed", 20_000);
        await Eventually.TrueAsync(
            () => cluster.Consumer.Received.Any(got => got.Topic.StartsWith("a/killed", StringComparison.Ordinal)), "messages flow");
        await cluster.Orleans.KillSiloAsync(third, TestContext.Current.CancellationToken);
        await OwnedAsync(cluster, [4, 4], TimeSpan.FromSeconds(20));
        await publishing;
        Assert.True(_observer.IsConsistent);
    }

    [Fact]
    public async Task A_silo_starts_without_its_broker_and_reads_when_there_is_one()
    {
        await _server!.StopAsync();
        await using var cluster = await StartAsync(silos: 1);
        var source = cluster.Orleans.Silos[0].ServiceProvider.GetRequiredKeyedService<MqttBrokerSource>(TestCluster.Provider);
        await Eventually.TrueAsync(
            () => source.QueueStatuses.Count == 8
            && source.QueueStatuses.All(queue => queue.LastError is not null), "every queue says why it is not connected");
        Assert.All(source.QueueStatuses, queue => Assert.Contains("refused", queue.LastError, StringComparison.Ordinal));
        await _server.StartProcessAsync();
        await OwnedAsync(cluster, [8], TimeSpan.FromSeconds(30));
        await PublishAsync(cluster, "a", 100);
        Assert.True(source.QueueStatuses.All(queue => queue.Reconnects == 0));
    }

    [Fact]
    public async Task Producing_to_a_stream_publishes_to_the_broker()
    {
        await using var cluster = await StartAsync(silos: 1);
        await OwnedAsync(cluster, [8], TimeSpan.FromSeconds(30));
        var provider =
            cluster.Orleans.Silos[0].ServiceProvider.GetRequiredKeyedService<Orleans.Streams.IStreamProvider>(TestCluster.Provider);
        await provider.GetStream<MqttPublication>(StreamId.Create("commands", "1"))
            .OnNextAsync(new MqttPublication("a/produced", "on"u8.ToArray()));
        await Eventually.TrueAsync(() => cluster.Consumer.Received.Any(got => got.Topic == "a/produced"), "it comes back");
    }

    private async Task<TestCluster> StartAsync(short silos)
    {
        var template = _server!.Options();
        return await TestCluster.StartAsync(
            silos: silos, services: services => services.AddSingleton<IMqttDeliveryObserver>(_observer), broker: options =>
        {
            options.Broker = template.Broker;
            options.ClientIdPrefix = template.ClientIdPrefix;
            options.TopicFilters = template.TopicFilters;
            options.ReconnectMin = template.ReconnectMin;
            options.ReconnectMax = template.ReconnectMax;
        });
    }

    /// <summary>Publishes, and waits until consumers had all of it.</summary>
    private async Task PublishAsync(TestCluster cluster, string name, int count)
    {
        var topics = Enumerable.Range(0, count).Select(i => $"{name}/{i}").ToArray();
        await new TestPublisher(_server!.Address(), name.Replace('/', '-')).PublishAsync(topics);
        var missing = topics.ToHashSet();
        await Eventually.TrueAsync(
            () =>
            {
                missing.ExceptWith(cluster.Consumer.Received.Select(got => got.Topic));
                return missing.Count == 0;
            },
            $"all of {name} arrived", () => $"{missing.Count} of {count} are missing");
    }

    private static Task OwnedAsync(TestCluster cluster, int[] shares, TimeSpan patience) => Eventually.TrueAsync(
        () => Owned(cluster).Order().SequenceEqual(shares), $"queues are owned as {string.Join("/", shares)}",
        () => string.Join("/", Owned(cluster)), patience);

    /// <summary>How many connected queues each silo has.</summary>
    private static int[] Owned(TestCluster cluster) =>
        [.. cluster.Orleans.Silos.Select(static (InProcessSiloHandle silo) =>
            silo.ServiceProvider.GetRequiredKeyedService<MqttBrokerSource>(TestCluster.Provider).QueueStatuses.Count(
                queue => queue.IsConnected))];
}
