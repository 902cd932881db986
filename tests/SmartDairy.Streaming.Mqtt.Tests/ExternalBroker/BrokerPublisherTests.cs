using Microsoft.Extensions.Logging.Abstractions;
using SmartDairy.Servers;
using Xunit;

namespace SmartDairy.Streaming.Mqtt.Tests;

public sealed class BrokerPublisherTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_publishes_at_once_arrive_with_their_properties_over_a_restart_of_the_broker()
    {
        await using var server = await MosquittoTestExtensions.StartAsync();
        await using var source = new MqttBrokerSource("test", server.Options(), null, null, NullLogger.Instance);
        await using var queue = source.OpenQueue(0);
        await queue.StartAsync(Cancellation);
        await Eventually.TrueAsync(() => source.QueueStatuses[0].IsConnected, "the queue is connected");
        await using var publisher = new MqttBrokerPublisher("test", server.Options(), null, NullLogger.Instance);
        await PublishAsync(publisher, "a/1", 500);
        await server.StopAsync();
        await server.StartProcessAsync();
        await Eventually.TrueAsync(() => source.QueueStatuses[0] is { IsConnected: true, Reconnects: 1 }, "the queue is connected again");
        await PublishAsync(publisher, "a/2", 500);
        var topics = new HashSet<string>();
        while (topics.Count < 1_000)
        {
            Assert.True(await queue.WaitAsync(Cancellation));
            Assert.True(queue.TryRead(out var delivery));
            topics.Add(delivery.Topic);
            delivery.TrySettle(MqttSettlement.Success);
        }
    }

    [Fact]
    public async Task Without_a_broker_publishing_fails_with_a_reason_in_time()
    {
        var options = new MqttBrokerOptions
        {
            Broker = new Uri($"mqtt://127.0.0.1:{FreePort.Next()}"),
            ConnectTimeout = TimeSpan.FromMilliseconds(300),
            ReconnectMin = TimeSpan.FromMilliseconds(20),
        };
        await using var publisher = new MqttBrokerPublisher("test", options, null, NullLogger.Instance);
        var failure =
            await Assert.ThrowsAsync<TimeoutException>(() => publisher.PublishAsync(new MqttPublication("a", default), Cancellation));
        Assert.Contains("Connection refused", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_is_not_answered_fails_and_the_next_connection_works()
    {
        await using var server = await MosquittoTestExtensions.StartAsync();
        var options = server.Options();
        options.ConnectTimeout = TimeSpan.FromMilliseconds(500);
        await using var publisher = new MqttBrokerPublisher("test", options, null, NullLogger.Instance);
        await publisher.PublishAsync(new MqttPublication("a", default, 2), Cancellation);
        server.Process.Freeze();
        var failure =
            await Assert.ThrowsAsync<TimeoutException>(() => publisher.PublishAsync(new MqttPublication("a", default), Cancellation));
        Assert.Contains("did not answer", failure.Message, StringComparison.Ordinal);
        server.Process.Thaw();
        await PublishAsync(publisher, "a", 1);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("a/+", 1)]
    [InlineData("a/#", 1)]
    [InlineData("a", 3)]
    public async Task What_cannot_be_published_is_refused_at_once(string topic, byte qualityOfService)
    {
        await using var publisher =
            new MqttBrokerPublisher("test", new MqttBrokerOptions { Broker = new Uri("mqtt://localhost") }, null, NullLogger.Instance);
        await Assert.ThrowsAsync<ArgumentException>(
            () => publisher.PublishAsync(new MqttPublication(topic, default, qualityOfService), Cancellation));
    }

    private static async Task PublishAsync(MqttBrokerPublisher publisher, string topic, int count) => await Task.WhenAll(
        Enumerable.Range(0, count).Select(i => publisher.PublishAsync(
            new MqttPublication($"{topic}/{i}", "on"u8.ToArray(), (byte)(i % 3 == 0 ? 2 : 1), TimeSpan.FromMinutes(1), "text/plain",
                "reply", "id"u8.ToArray()),
            Cancellation)));
}
