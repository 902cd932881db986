using Microsoft.Extensions.Logging.Abstractions;
using SmartDairy.Servers;
using Xunit;

namespace SmartDairy.Streaming.Mqtt.Tests;

/// <summary>What a real broker does to its clients.</summary>
public sealed class BrokerFaultTests : IAsyncLifetime
{
    private readonly RecordingObserver _observer = new();
    private readonly ConsumedTopics _consumed = new();
    private MosquittoServer? _server;

    private MosquittoServer Server => _server!;

    public async ValueTask InitializeAsync() => _server = await MosquittoTestExtensions.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    /// <summary>
    /// Mosquitto before 2.0.19 does not save shared subscriptions, so that publishes between its start and the first queue's coming go to
    /// nobody. A plain subscription has no such gap.
    /// </summary>
    [Theory]
    [InlineData(null)]
    [InlineData("test")]
    public async Task A_restart_loses_nothing_that_the_broker_acknowledged_for_the_subscription(string? group)
    {
        await using var source = Source(o => o.ShareGroup = group);
        await using var queue = await OpenAsync(source);
        var consuming = _consumed.ConsumeAsync(queue);
        var acknowledged = new List<string>();
        for (var round = 0; round < 2; round++)
        {
            var publisher = new TestPublisher(Server.Address());
            var publishing = publisher.PublishAsync(Topics($"a/{round}", 1_000_000));
            await Eventually.TrueAsync(() => _observer.ReceivedCount > 2_000 * (round + 1), "messages flow");
            await Server.StopAsync();
            await Assert.ThrowsAnyAsync<IOException>(() => publishing);
            acknowledged.AddRange(publisher.Acknowledged);
            await Server.StartProcessAsync();
            if (group is not null)
            {
                await Eventually.TrueAsync(() => source.QueueStatuses[0].Reconnects == round + 1, "the queue is back");
            }
        }

        await Eventually.TrueAsync(() => acknowledged.TrueForAll(_consumed.Contains), "all arrived",
            () => $"{acknowledged.Count(t => !_consumed.Contains(t))} of {acknowledged.Count} are missing; {source.QueueStatuses[0]}");
        await StopConsumingAsync(queue, consuming);
    }

    [Fact]
    public async Task A_killed_broker_is_connected_to_again_and_what_was_settled_was_consumed()
    {
        await using var source = Source();
        await using var queue = await OpenAsync(source);
        var consuming = _consumed.ConsumeAsync(queue);
        var publishing = new TestPublisher(Server.Address()).PublishAsync(Topics("a", 1_000_000));
        await Eventually.TrueAsync(() => _observer.ReceivedCount > 5_000, "messages flow");
        await Server.KillAsync();
        await Assert.ThrowsAnyAsync<IOException>(() => publishing);
        await Eventually.TrueAsync(() => !source.QueueStatuses[0].IsConnected, "the queue noticed");
        await Server.StartProcessAsync();
        await Eventually.TrueAsync(() => source.QueueStatuses[0].Reconnects == 1, "the queue is back");
        await new TestPublisher(Server.Address()).PublishAsync(["last"]);
        await Eventually.TrueAsync(() => _consumed.Contains("last"), "messages flow again", () => $"{source.QueueStatuses[0]}");
        await StopConsumingAsync(queue, consuming);
        Assert.All(_observer.Outcomes.Where(o => o.Value == MqttSettlement.Success), o => Assert.True(_consumed.Contains(o.Key)));
    }

    [Fact]
    public async Task A_frozen_broker_is_given_up_and_found_again()
    {
        await using var source = Source(o => o.KeepAlive = TimeSpan.FromSeconds(3));
        await using var queue = await OpenAsync(source);
        var consuming = _consumed.ConsumeAsync(queue);
        await new TestPublisher(Server.Address()).PublishAsync(Topics("a/before", 100));
        Server.Process.Freeze();
        await Eventually.TrueAsync(() => !source.QueueStatuses[0].IsConnected, "the silence is noticed");
        Assert.Contains("nothing was heard", source.QueueStatuses[0].LastError, StringComparison.Ordinal);
        Server.Process.Thaw();
        await new TestPublisher(Server.Address()).PublishAsync(Topics("a/after", 100));
        await Eventually.TrueAsync(() => Topics("a/before", 100).Concat(Topics("a/after", 100)).All(_consumed.Contains), "all arrived",
            () => $"{source.QueueStatuses[0]}");
        await StopConsumingAsync(queue, consuming);
    }

    [Fact]
    public async Task A_backlog_of_200_000_is_held_by_the_broker_and_not_by_us()
    {
        await using var source = Source(o =>
        {
            o.QueueCapacity = 1_000;
            o.ReceiveMaximum = 100;
        });
        await (await OpenAsync(source)).DisposeAsync();
        await new TestPublisher(Server.Address()).PublishAsync(Enumerable.Range(0, 200_000).Select(i => $"a/{i % 1_000}"));

        await using var queue = await OpenAsync(source);
        await Eventually.TrueAsync(() => queue.Depth == 100 || source.QueueStatuses[0].IsPaused, "the first arrive");
        var most = 0;
        for (var i = 0; i < 200_000; i++)
        {
            // A consumer that acknowledges one by one: here Mosquitto forgets the receive maximum.
            most = Math.Max(most, source.QueueStatuses[0].UnsettledCount);
            MqttDelivery? delivery;
            while (!queue.TryRead(out delivery))
            {
                Assert.True(await queue.WaitAsync(TestContext.Current.CancellationToken));
            }

            delivery.TrySettle(MqttSettlement.Success);
        }

        Assert.InRange(most, 101, 1_000);
        Assert.Equal(200_000, _observer.ReceivedCount);
    }

    [Fact]
    public async Task A_takeover_moves_the_session_and_the_old_owner_keeps_still()
    {
        await using var old = Source();
        await using var young = Source();
        await using var before = await OpenAsync(old);
        await new TestPublisher(Server.Address()).PublishAsync(Topics("a", 100));
        await Eventually.TrueAsync(() => before.Depth == 100, "the old owner has them");
        await using var after = await OpenAsync(young);
        await Eventually.TrueAsync(() => !old.QueueStatuses[0].IsConnected, "the old owner is out");
        var consuming = _consumed.ConsumeAsync(after);
        await Eventually.TrueAsync(() => Topics("a", 100).All(_consumed.Contains), "the new owner got all");
        while (before.TryRead(out var late))
        {
            Assert.True(late.TrySettle(MqttSettlement.Success));
        }

        await new TestPublisher(Server.Address()).PublishAsync(["last"]);
        await Eventually.TrueAsync(() => _consumed.Contains("last"), "the new owner reads on");
        Assert.True(young.QueueStatuses[0] is { IsConnected: true, Reconnects: 0 });
        await StopConsumingAsync(after, consuming);
    }

    [Fact]
    public async Task A_refused_message_is_done_with_and_a_qos_2_message_arrives_once()
    {
        await using var source = Source();
        await using (var queue = await OpenAsync(source))
        {
            foreach (var qualityOfService in (byte[])[1, 2])
            {
                await new TestPublisher(Server.Address()).PublishAsync(["a/x"], qualityOfService);
                Assert.True(await queue.WaitAsync(TestContext.Current.CancellationToken));
                Assert.True(queue.TryRead(out var delivery));
                Assert.Equal(qualityOfService, delivery.QualityOfService);
                delivery.TrySettle(MqttSettlement.NotAuthorized);
            }

            await new TestPublisher(Server.Address()).PublishAsync(Topics("a", 50), qualityOfService: 2);
            await Eventually.TrueAsync(() => queue.Depth == 50, "all are here");
            while (queue.TryRead(out var delivery))
            {
                delivery.TrySettle(MqttSettlement.Success);
            }
        }

        await using var next = await OpenAsync(source);
        await new TestPublisher(Server.Address()).PublishAsync(["last"]);
        Assert.True(await next.WaitAsync(TestContext.Current.CancellationToken));
        Assert.True(next.TryRead(out var last));
        Assert.Equal("last", last.Topic);
    }

    [Fact]
    public async Task Retained_values_do_not_come_at_a_subscription_but_new_messages_with_the_flag_do()
    {
        await new TestPublisher(Server.Address()).PublishAsync(["a/old"], retain: true);
        await using var source = Source();
        await using var queue = await OpenAsync(source);
        await new TestPublisher(Server.Address()).PublishAsync(["a/new"], retain: true);
        Assert.True(await queue.WaitAsync(TestContext.Current.CancellationToken));
        Assert.True(queue.TryRead(out var delivery));
        Assert.Equal("a/new", delivery.Topic);
        Assert.Equal(0, queue.Depth);
    }

    private static IEnumerable<string> Topics(string name, int count) => Enumerable.Range(0, count).Select(i => $"{name}/{i}");

    private MqttBrokerSource Source(Action<MqttBrokerOptions>? configure = null)
    {
        var options = Server.Options();
        configure?.Invoke(options);
        return new MqttBrokerSource("test", options, _observer, null, NullLogger.Instance);
    }

    private static async Task<IMqttQueueSource> OpenAsync(MqttBrokerSource source)
    {
        var queue = source.OpenQueue(0);
        await queue.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => source.QueueStatuses[0].IsConnected, "it is connected", () => $"{source.QueueStatuses[0]}");
        return queue;
    }

    private async Task StopConsumingAsync(IMqttQueueSource queue, Task consuming)
    {
        await queue.DisposeAsync();
        await consuming;
        Assert.Equal(0, _observer.UnsettledCount);
        Assert.True(_observer.IsConsistent);
    }
}
