namespace SmartDairy.Streaming.Mqtt;

/// <summary>
/// Publishes what the application produces to a stream. Resolved as a service keyed by the provider's name, else unkeyed;
/// without one the provider is read-only.
/// </summary>
public interface IMqttPublisher
{
    /// <summary>
    /// Publishes; completes when the broker took the message over (QoS 0: when it was sent). Throws if it could not.
    /// </summary>
    Task PublishAsync(MqttPublication publication, CancellationToken cancellationToken);
}
