using Microsoft.Extensions.Logging.Abstractions;
using SmartDairy.Streaming.Mqtt.Providers;
using Xunit;

namespace SmartDairy.Streaming.Mqtt.Tests;

public sealed class MqttQueueReceiverTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The agent shuts a queue down without waiting for its read, and drops what that brings.</summary>
    [Fact]
    public async Task A_read_that_is_under_way_at_the_shutdown_takes_nothing_more()
    {
        var options = new MqttStreamOptions
        { Shards = 1, Queues = 1, InFlightReadTimeout = TimeSpan.FromSeconds(20), DrainTimeout = TimeSpan.FromSeconds(20) };
        var source = new InProcessMqttSource(options);
        var shards = new QueueShards(0, options, TimeProvider.System);
        var failures = new FailedDeliverySettler(new LoggingFailureRecorder(NullLogger.Instance), NullLogger.Instance);
        using var receiver =
            new MqttQueueReceiver(
                "test", 0, options, source, new MqttMessageDataAdapter(), shards, failures, TimeProvider.System, NullLogger.Instance);
        var (first, second) = (new TestDelivery("a"), new TestDelivery("a"));
        await source.EnqueueAsync(first, Cancellation);
        Assert.Single(await receiver.GetQueueMessagesAsync(10, Cancellation));
        await source.EnqueueAsync(second, Cancellation);
        var reading = receiver.GetQueueMessagesAsync(10, Cancellation);
        var closing = receiver.Shutdown(options.DrainTimeout);
        first.TrySettle(MqttSettlement.Success);
        await closing.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, Cancellation);
        Assert.Empty(await reading);
        Assert.Equal(MqttSettlement.Abandon, await second.Outcome);
        Assert.True(shards.AreAllIdle);
    }
}
