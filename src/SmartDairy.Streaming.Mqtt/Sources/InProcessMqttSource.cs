using System.Runtime.CompilerServices;

namespace SmartDairy.Streaming.Mqtt;

/// <summary>
/// The source for a broker in the same process: one bounded channel a queue, filled by the broker. For one silo; with several, each silo
/// reads only the queues it owns, so a delivery offered on another silo would find no reader and be abandoned or wait.
/// </summary>
public sealed class InProcessMqttSource : IMqttSource
{
    private readonly InProcessQueue[] _queues;

    /// <param name="options">The options of the provider that reads from this source: number of queues and their capacity.</param>
    public InProcessMqttSource(MqttStreamOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _queues = new InProcessQueue[options.Queues];
        for (var i = 0; i < _queues.Length; i++)
        {
            _queues[i] = new InProcessQueue(options.QueueCapacity);
        }
    }

    /// <summary>
    /// Puts a delivery into its queue; waits while the queue is full, which is the back-pressure to the publisher's connection.
    /// A delivery whose queue was closed (this silo stops or lost the queue) is abandoned. Cancelling leaves the delivery unsettled.
    /// </summary>
    public ValueTask EnqueueAsync(MqttDelivery delivery, CancellationToken cancellationToken = default)
    {
        var queue = QueueOf(delivery);
        return queue.TryWrite(delivery) ? ValueTask.CompletedTask : queue.WriteAsync(delivery, cancellationToken);
    }

    /// <summary>
    /// Puts a delivery into its queue; false, and nothing done, if the queue is full or closed. For QoS 0, which may be dropped.
    /// </summary>
    public bool TryEnqueue(MqttDelivery delivery) => QueueOf(delivery).TryWrite(delivery);

    /// <inheritdoc/>
    public IMqttQueueSource OpenQueue(int queue) => _queues[queue].Open();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private InProcessQueue QueueOf(MqttDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return _queues[(int)(delivery.Partition % (ulong)_queues.Length)];
    }
}
