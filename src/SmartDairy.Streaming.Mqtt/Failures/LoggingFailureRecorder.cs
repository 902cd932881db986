using Microsoft.Extensions.Logging;

namespace SmartDairy.Streaming.Mqtt;

/// <summary>The default: a log line is not a record, so the sender keeps the message.</summary>
internal sealed class LoggingFailureRecorder(ILogger logger) : IMqttFailureRecorder
{
    public ValueTask<bool> TryRecordAsync(MqttDelivery delivery, string reason, CancellationToken cancellationToken)
    {
        logger.DeliveryNotRecorded(delivery.Topic, delivery.Payload.Length, reason);
        return ValueTask.FromResult(false);
    }
}
