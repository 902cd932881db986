namespace SmartDairy.Streaming.Mqtt;

/// <summary>
/// Where deliveries come from: the embedded broker in this process (<see cref="InProcessMqttSource"/>), or clients of an outside broker.
/// Resolved as a service keyed by the provider's name, else unkeyed; a provider without one does not start.
/// </summary>
public interface IMqttSource
{
    /// <summary>
    /// The reading end of one queue. Called each time this silo takes the queue over, and again after the previous one was disposed.
    /// </summary>
    /// <param name="queue">0 to <see cref="MqttStreamOptions.Queues"/> - 1.</param>
    IMqttQueueSource OpenQueue(int queue);
}
