using SmartDairy.History;
using SmartDairy.History.Rejected;
using SmartDairy.Protocol.Rejections;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Broker.Intake;

/// <summary>Records a message that could not be delivered to any grain as a rejected message, from where it can be replayed.</summary>
internal sealed class FailedDeliveryRecorder(IHistory history, TimeProvider time) : IMqttFailureRecorder
{
    private const int MaxPayloadBytes = 64 * 1024;
    private const int MaxTopicLength = 1_024;

    /// <inheritdoc/>
    public async ValueTask<bool> TryRecordAsync(MqttDelivery delivery, string reason, CancellationToken cancellationToken)
    {
        var message = ((IReceivedDelivery)delivery).Message;
        var isTruncated = message.Payload.Length > MaxPayloadBytes;
        await history.AppendRejectedAsync(
        [
            new RejectedMessage
            {
                Id = RejectedId.New(time.GetUtcNow()),
                FarmId = message.PrincipalFarmId,
                DeviceId = message.Principal,
                Principal = message.Principal,
                Topic = message.Topic.Length > MaxTopicLength ? message.Topic[..MaxTopicLength] : message.Topic,
                Code = RejectionCodes.GetName(RejectionCode.StreamFailed),
                Reason = $"The message could not be delivered for processing: {reason}",
                Payload = isTruncated ? message.Payload[..MaxPayloadBytes] : message.Payload,
                Truncated = isTruncated,
                ReceivedAt = message.ReceivedAt,
            },
        ]).ConfigureAwait(false);

        return true;
    }
}
