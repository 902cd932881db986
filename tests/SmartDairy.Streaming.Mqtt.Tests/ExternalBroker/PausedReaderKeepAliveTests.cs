using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace SmartDairy.Streaming.Mqtt.Tests;

public sealed class PausedReaderKeepAliveTests
{
    /// <summary>Twice the time after which Mosquitto gives a client up, one and a half keep-alives.</summary>
    [Fact]
    public async Task A_reader_that_stands_still_for_long_keeps_its_connection()
    {
        await using var server = await MosquittoTestExtensions.StartAsync();
        var options = server.Options();
        options.KeepAlive = TimeSpan.FromSeconds(3);
        options.QueueCapacity = 10;
        await using var source = new MqttBrokerSource("test", options, null, null, NullLogger.Instance);
        await using var queue = source.OpenQueue(0);
        await queue.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => source.QueueStatuses[0].IsConnected, "it is connected");
        await new TestPublisher(server.Address()).PublishAsync(Enumerable.Range(0, 20_000).Select(i => $"a/{i}"), payloadBytes: 300);
        await Eventually.TrueAsync(() => source.QueueStatuses[0].IsPaused, "the reader stands still");
        var paused = Stopwatch.StartNew();
        await Eventually.TrueAsync(() => paused.Elapsed > TimeSpan.FromSeconds(9), "time passes");
        Assert.True(source.QueueStatuses[0] is { IsPaused: true, IsConnected: true, UnsettledCount: 10 });
        for (var i = 0; i < 20_000; i++)
        {
            MqttDelivery? delivery;
            while (!queue.TryRead(out delivery))
            {
                Assert.True(await queue.WaitAsync(TestContext.Current.CancellationToken));
            }

            delivery.TrySettle(MqttSettlement.Success);
        }

        Assert.True(source.QueueStatuses[0] is { IsConnected: true, Reconnects: 0 });
    }
}
