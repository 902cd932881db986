namespace SmartDairy.Streaming.Mqtt;

/// <summary>
/// Keeps what could not be delivered, so that the sender may be released. Resolved as a service keyed by the provider's name, else unkeyed;
/// the default writes a log line and keeps nothing.
/// </summary>
public interface IMqttFailureRecorder
{
    /// <summary>Records a delivery that failed for good. Called concurrently for the deliveries of one batch.</summary>
    /// <returns>
    /// True: durably recorded, so it is acknowledged as <see cref="MqttSettlement.ImplementationSpecificError"/>.
    /// False, or an exception: it is not, so it is abandoned and its sender publishes it again.
    /// </returns>
    ValueTask<bool> TryRecordAsync(MqttDelivery delivery, string reason, CancellationToken cancellationToken);
}
