using Microsoft.Extensions.Logging;

namespace SmartDairy.Streaming.Mqtt;

/// <summary>Every log line of the provider. Ids 4100 to 4199.</summary>
internal static partial class MqttStreamLog
{
    [LoggerMessage(4100, LogLevel.Information, "Queue {Queue} of MQTT stream provider {Provider} opened.")]
    public static partial void QueueOpened(this ILogger logger, string provider, int queue);

    [LoggerMessage(
        4101, LogLevel.Information,
        "Queue {Queue} of MQTT stream provider {Provider} closed; {Abandoned} deliveries in flight abandoned.")]
    public static partial void QueueClosed(this ILogger logger, string provider, int queue, int abandoned);

    [LoggerMessage(
        4110, LogLevel.Error,
        "Batch {Sequence} of {Count} deliveries to stream {Stream} failed for good after {Elapsed}: {Recorded} recorded, {Abandoned} "
        + "abandoned.")]
    public static partial void BatchFailed(
        this ILogger logger, long sequence, int count, StreamId stream, TimeSpan elapsed, int recorded, int abandoned);

    [LoggerMessage(4111, LogLevel.Error, "The data adapter failed on {Count} deliveries to stream {Stream}.")]
    public static partial void AdapterFailed(this ILogger logger, Exception exception, int count, StreamId stream);

    [LoggerMessage(4112, LogLevel.Error, "Recording a failed delivery on topic {Topic} threw; it is abandoned.")]
    public static partial void RecorderFailed(this ILogger logger, Exception exception, string topic);

    [LoggerMessage(
        4113, LogLevel.Warning,
        "A delivery of {Bytes} bytes on topic {Topic} is not recorded, its sender keeps it: {Reason}. Register an "
        + "IMqttFailureRecorder.")]
    public static partial void DeliveryNotRecorded(this ILogger logger, string topic, int bytes, string reason);

    [LoggerMessage(
        4114, LogLevel.Warning,
        "Batch {Sequence} of stream {Stream} left the cache without having been read: {Count} deliveries abandoned. Is a consumer "
        + "subscribed?")]
    public static partial void BatchNotRead(this ILogger logger, long sequence, StreamId stream, int count);

    [LoggerMessage(
        4120, LogLevel.Information,
        "Queue {Queue} of MQTT stream provider {Provider} is connected to its broker, with a {Session} session.")]
    public static partial void QueueConnected(this ILogger logger, string provider, int queue, string session);

    [LoggerMessage(
        4121, LogLevel.Warning,
        "Queue {Queue} of MQTT stream provider {Provider} has no connection to {Broker}: {Reason}. It keeps trying; {Down} queues "
        + "here are without one.")]
    public static partial void BrokerUnreachable(this ILogger logger, string provider, int queue, Uri broker, string reason, int down);

    [LoggerMessage(
        4122, LogLevel.Information,
        "All queues of MQTT stream provider {Provider} here are connected to {Broker} again, after {Elapsed}.")]
    public static partial void BrokerReachableAgain(this ILogger logger, string provider, Uri broker, TimeSpan elapsed);

    [LoggerMessage(
        4123, LogLevel.Warning,
        "Queue {Queue} of MQTT stream provider {Provider} was taken over by another silo. If it is still owned here, it connects "
        + "again in {Rest}.")]
    public static partial void SessionTakenOver(this ILogger logger, string provider, int queue, TimeSpan rest);

    [LoggerMessage(
        4124, LogLevel.Warning,
        "Queue {Queue} of MQTT stream provider {Provider} connects again, to be sent the deliveries that were abandoned.")]
    public static partial void RestartsAfterAbandon(this ILogger logger, string provider, int queue);

    [LoggerMessage(4125, LogLevel.Error, "The delivery observer threw on a delivery on topic {Topic}.")]
    public static partial void ObserverFailed(this ILogger logger, Exception exception, string topic);

    [LoggerMessage(
        4126, LogLevel.Warning,
        "The publisher of MQTT stream provider {Provider} has no connection to {Broker}: {Reason}. It keeps trying.")]
    public static partial void PublisherDisconnected(this ILogger logger, string provider, Uri broker, string reason);
}
