using Orleans.Streams;

namespace SmartDairy.Streaming.Mqtt.Providers;

/// <summary>The provider as Orleans sees it: receivers for reading, a publisher (or none) for producing.</summary>
internal sealed class MqttQueueAdapter(
    string name, IMqttDataAdapter data, IMqttPublisher? publisher, Func<QueueId, IQueueAdapterReceiver> createReceiver) : IQueueAdapter
{
    public string Name { get; } = name;

    public bool IsRewindable => false;

    public StreamProviderDirection Direction => publisher is null ? StreamProviderDirection.ReadOnly : StreamProviderDirection.ReadWrite;

    public IQueueAdapterReceiver CreateReceiver(QueueId queueId) => createReceiver(queueId);

    public async Task QueueMessageBatchAsync<T>(
        StreamId streamId, IEnumerable<T> events, StreamSequenceToken? token, Dictionary<string, object>? requestContext)
    {
        if (publisher is null)
        {
            throw new NotSupportedException(
                $"MQTT stream provider '{Name}' is read-only: register an {nameof(IMqttPublisher)} as a service, keyed '{Name}' or unkeyed, to produce to its streams.");
        }

        if (token is not null)
        {
            throw new ArgumentException(
                $"MQTT stream provider '{Name}' numbers deliveries itself: produce without a token.", nameof(token));
        }

        foreach (var item in events)
        {
            ArgumentNullException.ThrowIfNull(item, nameof(events));
            await publisher.PublishAsync(data.ToPublication(streamId, item), CancellationToken.None).ConfigureAwait(false);
        }
    }
}
