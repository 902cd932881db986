using Microsoft.Extensions.Logging.Abstractions;
using SmartDairy.Streaming.Mqtt.Providers;
using Xunit;

namespace SmartDairy.Streaming.Mqtt.Tests;

public sealed class ReceiverTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The agent shuts a queue down without waiting for its read, and drops what that brings.</summary>
    [Fact]
    public async Task A_read_that_is_under_way_at_the_shutdown_takes_nothing_more()
    {
        var options = new MqttStreamOptions { Shards = 1, Queues = 1, BusyWait = TimeSpan.FromSeconds(20), DrainTime = TimeSpan.FromSeconds(20) };
        var adapter = new MqttMessageDataAdapter();
        var source = new InProcessMqttSource(options, adapter);
        var lanes = new QueueLanes(0, options, adapter, TimeProvider.System);
        var failures = new DeliveryFailures(new LoggingFailureRecorder(NullLogger.Instance), NullLogger.Instance);
        using var receiver = new MqttQueueReceiver("test", 0, options, source, adapter, lanes, failures, TimeProvider.System, NullLogger.Instance);
        var (first, second) = (new TestDelivery("a"), new TestDelivery("a"));
        await source.OfferAsync(first, Cancellation);
        Assert.Single(await receiver.GetQueueMessagesAsync(10, Cancellation));
        await source.OfferAsync(second, Cancellation);
        var reading = receiver.GetQueueMessagesAsync(10, Cancellation);
        var closing = receiver.Shutdown(options.DrainTime);
        first.TrySettle(MqttSettlement.Success);
        await closing.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, Cancellation);
        Assert.Empty(await reading);
        Assert.Equal(MqttSettlement.Abandon, await second.Outcome);
        Assert.True(lanes.AllFree);
    }
}
