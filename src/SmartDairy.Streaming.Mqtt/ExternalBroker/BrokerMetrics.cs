using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace SmartDairy.Streaming.Mqtt.ExternalBroker;

/// <summary>Metrics of the queues' connections to an outside broker.</summary>
internal static class BrokerMetrics
{
    private static readonly ConcurrentDictionary<BrokerQueue, byte> Queues = new();

    private static readonly Counter<long> Reconnects = MqttStreamMetrics.Meter.CreateCounter<long>(
        "mqtt.stream.broker.reconnects", "{connection}", "Connections to the broker after a queue's first.");

    private static readonly Counter<long> Takeovers = MqttStreamMetrics.Meter.CreateCounter<long>(
        "mqtt.stream.broker.takeovers", "{connection}", "Connections that ended because another client took the queue's session over.");

    private static readonly Counter<long> Retained = MqttStreamMetrics.Meter.CreateCounter<long>(
        "mqtt.stream.broker.retained.dropped", "{message}", "Retained messages acknowledged and dropped: they are no news.");

    static BrokerMetrics()
    {
        MqttStreamMetrics.Meter.CreateObservableUpDownCounter(
            "mqtt.stream.broker.connections", () => Observe(static queue => queue.IsConnected ? 1 : 0), "{connection}",
            "1 for a queue that is connected to the broker and subscribed, else 0.");
        MqttStreamMetrics.Meter.CreateObservableUpDownCounter(
            "mqtt.stream.broker.readers.paused", () => Observe(static queue => queue.IsPaused ? 1 : 0), "{connection}",
            "1 for a queue that does not read its connection because it holds all it may, else 0.");
        MqttStreamMetrics.Meter.CreateObservableUpDownCounter(
            "mqtt.stream.broker.deliveries.held", () => Observe(static queue => queue.UnsettledCount), "{delivery}",
            "Deliveries read from the broker and not settled.");
    }

    public static void Reconnected(KeyValuePair<string, object?> provider) => Reconnects.Add(1, provider);

    public static void SessionTakenOver(KeyValuePair<string, object?> provider) => Takeovers.Add(1, provider);

    public static void RetainedDropped(KeyValuePair<string, object?> provider) => Retained.Add(1, provider);

    public static void Register(BrokerQueue queue) => Queues.TryAdd(queue, 0);

    public static void Unregister(BrokerQueue queue) => Queues.TryRemove(queue, out _);

    private static IEnumerable<Measurement<int>> Observe(Func<BrokerQueue, int> value)
    {
        foreach (var (queue, _) in Queues)
        {
            yield return new Measurement<int>(value(queue), queue.ProviderTag, new("queue", queue.Queue));
        }
    }
}
