using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using SmartDairy.Streaming.Mqtt.ExternalBroker;
using SmartDairy.Streaming.Mqtt.Providers;

namespace SmartDairy.Streaming.Mqtt;

/// <summary>
/// All metrics of all MQTT stream providers of the process. What happens per delivery is counted; what can be looked up is observed, so that
/// it costs nothing between two collections.
/// </summary>
public static class MqttStreamMetrics
{
    /// <summary>The meter to subscribe to.</summary>
    public const string MeterName = "SmartDairy.Streaming.Mqtt";

    private static readonly Meter Meter = new(MeterName);
    private static readonly ConcurrentDictionary<MqttQueueReceiver, byte> Receivers = new();
    private static readonly ConcurrentDictionary<BrokerQueue, byte> BrokerQueues = new();
    private static readonly KeyValuePair<string, object?>[] Outcomes = [.. Enum.GetValues<MqttSettlement>().Select(CreateOutcomeTag)];

    private static readonly Counter<long> Received = Meter.CreateCounter<long>(
        "mqtt.stream.deliveries.received", "{delivery}", "Deliveries taken from the source into a batch.");

    private static readonly Counter<long> SettledDeliveries = Meter.CreateCounter<long>(
        "mqtt.stream.deliveries.settled", "{delivery}", "Deliveries settled, by outcome.");

    private static readonly Counter<long> LostAcknowledgements = Meter.CreateCounter<long>(
        "mqtt.stream.acknowledgements.failed", "{acknowledgement}", "Acknowledgements that the source failed to send; the sender publishes again.");

    private static readonly Counter<long> Failures = Meter.CreateCounter<long>(
        "mqtt.stream.batches.failed", "{batch}", "Batches whose delivery to the consumer failed for good.");

    private static readonly Histogram<int> BatchSize = Meter.CreateHistogram<int>(
        "mqtt.stream.batch.size", "{delivery}", "Deliveries in a batch.");

    private static readonly Counter<long> Reconnects = Meter.CreateCounter<long>(
        "mqtt.stream.broker.reconnects", "{connection}", "Connections to the broker after a queue's first.");

    private static readonly Counter<long> Takeovers = Meter.CreateCounter<long>(
        "mqtt.stream.broker.takeovers", "{connection}", "Connections that ended because another client took the queue's session over.");

    private static readonly Counter<long> Retained = Meter.CreateCounter<long>(
        "mqtt.stream.broker.retained.dropped", "{message}", "Retained messages acknowledged and dropped: they are no news.");

    static MqttStreamMetrics()
    {
        Meter.CreateObservableUpDownCounter("mqtt.stream.broker.connections", () => Observe(static (BrokerQueue q) => q.IsConnected ? 1 : 0), "{connection}",
            "1 for a queue that is connected to the broker and subscribed, else 0.");
        Meter.CreateObservableUpDownCounter("mqtt.stream.broker.readers.paused", () => Observe(static (BrokerQueue q) => q.IsPaused ? 1 : 0), "{connection}",
            "1 for a queue that does not read its connection because it holds all it may, else 0.");
        Meter.CreateObservableUpDownCounter("mqtt.stream.broker.deliveries.held", () => Observe(static (BrokerQueue q) => q.UnsettledCount), "{delivery}",
            "Deliveries read from the broker and not settled.");
        Meter.CreateObservableUpDownCounter("mqtt.stream.deliveries.in_flight", () => Observe(static (MqttQueueReceiver r) => r.InFlight), "{delivery}",
            "Deliveries in a batch whose outcome is open.");
        Meter.CreateObservableUpDownCounter("mqtt.stream.queue.depth", () => Observe(static (MqttQueueReceiver r) => r.QueuedCount), "{delivery}",
            "Deliveries that wait to be put into a batch.");
    }

    internal static void DeliverySettled(MqttSettlement outcome) => SettledDeliveries.Add(1, Outcomes[(int)outcome]);

    internal static void AcknowledgementFailed() => LostAcknowledgements.Add(1);

    internal static void BatchRead(KeyValuePair<string, object?> provider, int deliveries)
    {
        Received.Add(deliveries, provider);
        BatchSize.Record(deliveries, provider);
    }

    internal static void BatchFailed(KeyValuePair<string, object?> provider) => Failures.Add(1, provider);

    internal static void Reconnected(KeyValuePair<string, object?> provider) => Reconnects.Add(1, provider);

    internal static void SessionTakenOver(KeyValuePair<string, object?> provider) => Takeovers.Add(1, provider);

    internal static void RetainedDropped(KeyValuePair<string, object?> provider) => Retained.Add(1, provider);

    internal static void Register(BrokerQueue queue) => BrokerQueues.TryAdd(queue, 0);

    internal static void Unregister(BrokerQueue queue) => BrokerQueues.TryRemove(queue, out _);

    internal static void Register(MqttQueueReceiver receiver) => Receivers.TryAdd(receiver, 0);

    internal static void Unregister(MqttQueueReceiver receiver) => Receivers.TryRemove(receiver, out _);

    private static IEnumerable<Measurement<int>> Observe(Func<MqttQueueReceiver, int> value)
    {
        foreach (var (receiver, _) in Receivers)
        {
            yield return new Measurement<int>(value(receiver), receiver.ProviderTag, new("queue", receiver.Queue));
        }
    }

    private static IEnumerable<Measurement<int>> Observe(Func<BrokerQueue, int> value)
    {
        foreach (var (queue, _) in BrokerQueues)
        {
            yield return new Measurement<int>(value(queue), queue.ProviderTag, new("queue", queue.Queue));
        }
    }

    private static KeyValuePair<string, object?> CreateOutcomeTag(MqttSettlement outcome) => new("outcome", outcome switch
    {
        MqttSettlement.Success => "success",
        MqttSettlement.NoSuchTarget => "no_such_target",
        MqttSettlement.NotAuthorized => "not_authorized",
        MqttSettlement.TopicNameInvalid => "topic_name_invalid",
        MqttSettlement.PayloadFormatInvalid => "payload_format_invalid",
        MqttSettlement.QuotaExceeded => "quota_exceeded",
        MqttSettlement.PacketTooLarge => "packet_too_large",
        MqttSettlement.ImplementationSpecificError => "implementation_specific_error",
        _ => "abandon",
    });
}
