using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace SmartDairy.Streaming.Mqtt.Tests;

/// <summary>
/// What reading and acknowledging a message costs this process, with Mosquitto beside it. Runs only when asked for by
/// <c>-explicit only</c>. A backlog is published first, so that nobody else in the process works meanwhile.
/// </summary>
public sealed class BrokerQueueBenchmark(ITestOutputHelper output)
{
    private const int Messages = 200_000;

    [Theory(Explicit = true)]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Drain_a_backlog(int queues)
    {
        await using var server = await MosquittoTestExtensions.StartAsync();
        await using var source = new MqttBrokerSource("bench", server.Options(), null, null, NullLogger.Instance);
        for (var round = 0; round < 3; round++)
        {
            await RoundAsync(server.Address(), source, queues);
        }
    }

    /// <summary>The same through Orleans: batches to shard grains that acknowledge at once.</summary>
    [Fact(Explicit = true)]
    public async Task Drain_a_backlog_through_the_stream()
    {
        await using var server = await MosquittoTestExtensions.StartAsync();
        var options = server.Options();
        await using var cluster =
            await TestCluster.StartAsync(broker: broker => (broker.Broker, broker.TopicFilters) = (options.Broker, options.TopicFilters));
        for (var round = 0; round < 4; round++)
        {
            var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var left = Messages;
            var batches = 0;
            cluster.Consumer.OnBatch = async (_, batch) =>
            {
                await gate.Task;
                foreach (var message in batch)
                {
                    message.Acknowledge();
                }

                Interlocked.Increment(ref batches);
                if (Interlocked.Add(ref left, -batch.Count) <= 0)
                {
                    done.TrySetResult();
                }
            };
            await new TestPublisher(server.Address()).PublishAsync(
                Enumerable.Range(0, Messages).Select(i => $"dairy/farm/1/barn/1/sensor/{i % 1_000}/telemetry"), payloadBytes: 300);
            var process = Process.GetCurrentProcess();
            var cpu = process.TotalProcessorTime;
            var bytes = GC.GetTotalAllocatedBytes();
            var clock = Stopwatch.StartNew();
            gate.SetResult();
            await done.Task.WaitAsync(TestContext.Current.CancellationToken);
            var seconds = clock.Elapsed.TotalSeconds;
            process.Refresh();
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"stream: {Messages / seconds:N0} msg/s, {(process.TotalProcessorTime - cpu).TotalMicroseconds / Messages:N1} us CPU and {(GC.GetTotalAllocatedBytes() - bytes) / Messages} B a message, {Messages / batches} a batch"));
            cluster.Consumer.Received.Clear();
        }
    }

    private async Task RoundAsync(Uri broker, MqttBrokerSource source, int queues)
    {
        var opened = await OpenAsync(source, queues);
        opened.ForEach(queue => queue.DisposeAsync().AsTask().Wait(TestContext.Current.CancellationToken));
        await new TestPublisher(broker).PublishAsync(
            Enumerable.Range(0, Messages).Select(i => $"dairy/farm/1/barn/1/sensor/{i % 1_000}/telemetry"), payloadBytes: 300);

        var process = Process.GetCurrentProcess();
        process.Refresh();
        var cpu = process.TotalProcessorTime;
        var bytes = GC.GetTotalAllocatedBytes();
        var clock = Stopwatch.StartNew();
        var left = Messages;
        opened = await OpenAsync(source, queues);
        await Task.WhenAll(opened.Select(queue => Task.Run(async () =>
        {
            while (Volatile.Read(ref left) > 0 && await queue.WaitAsync(TestContext.Current.CancellationToken))
            {
                while (queue.TryRead(out var delivery))
                {
                    delivery.TrySettle(MqttSettlement.Success);
                    if (Interlocked.Decrement(ref left) == 0)
                    {
                        opened.ForEach(other => _ = other.DisposeAsync());
                    }
                }
            }
        })));
        var seconds = clock.Elapsed.TotalSeconds;
        process.Refresh();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{queues} queues: {Messages / seconds:N0} msg/s, {(process.TotalProcessorTime - cpu).TotalMicroseconds / Messages:N1} us CPU and {(GC.GetTotalAllocatedBytes() - bytes) / Messages} B a message"));
        await Task.WhenAll(opened.Select(queue => queue.DisposeAsync().AsTask()));
    }

    private static async Task<List<IMqttQueueSource>> OpenAsync(MqttBrokerSource source, int queues)
    {
        var opened = Enumerable.Range(0, queues).Select(source.OpenQueue).ToList();
        await Task.WhenAll(opened.Select(queue => queue.StartAsync(TestContext.Current.CancellationToken)));
        await Eventually.TrueAsync(() => source.QueueStatuses.Count(queue => queue.IsConnected) >= queues, "all are connected");
        return opened;
    }
}
