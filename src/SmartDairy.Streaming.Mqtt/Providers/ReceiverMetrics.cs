using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace SmartDairy.Streaming.Mqtt.Providers;

/// <summary>Metrics of the queues' receivers: batches and the deliveries that wait for one.</summary>
internal static class ReceiverMetrics
{
    private static readonly ConcurrentDictionary<MqttQueueReceiver, byte> Receivers = new();

    private static readonly Counter<long> Received = MqttStreamMetrics.Meter.CreateCounter<long>(
        "mqtt.stream.deliveries.received", "{delivery}", "Deliveries taken from the source into a batch.");

    private static readonly Counter<long> Failures = MqttStreamMetrics.Meter.CreateCounter<long>(
        "mqtt.stream.batches.failed", "{batch}", "Batches whose delivery to the consumer failed for good.");

    private static readonly Histogram<int> BatchSize = MqttStreamMetrics.Meter.CreateHistogram<int>(
        "mqtt.stream.batch.size", "{delivery}", "Deliveries in a batch.");

    static ReceiverMetrics()
    {
        MqttStreamMetrics.Meter.CreateObservableUpDownCounter(
            "mqtt.stream.deliveries.in_flight", () => Observe(static receiver => receiver.InFlight), "{delivery}",
            "Deliveries in a batch whose outcome is open.");
        MqttStreamMetrics.Meter.CreateObservableUpDownCounter(
            "mqtt.stream.queue.depth", () => Observe(static receiver => receiver.QueuedCount), "{delivery}",
            "Deliveries that wait to be put into a batch.");
    }

    public static void BatchRead(KeyValuePair<string, object?> provider, int deliveries)
    {
        Received.Add(deliveries, provider);
        BatchSize.Record(deliveries, provider);
    }

    public static void BatchFailed(KeyValuePair<string, object?> provider) => Failures.Add(1, provider);

    public static void Register(MqttQueueReceiver receiver) => Receivers.TryAdd(receiver, 0);

    public static void Unregister(MqttQueueReceiver receiver) => Receivers.TryRemove(receiver, out _);

    private static IEnumerable<Measurement<int>> Observe(Func<MqttQueueReceiver, int> value)
    {
        foreach (var (receiver, _) in Receivers)
        {
            yield return new Measurement<int>(value(receiver), receiver.ProviderTag, new("queue", receiver.Queue));
        }
    }
}
