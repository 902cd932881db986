using SmartDairy.Broker.External;
using SmartDairy.Broker.Publishing;
using SmartDairy.Contracts.Intake;
using SmartDairy.History;
using SmartDairy.History.Rejected;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Broker.Intake;

/// <summary>Keeps what no grain could be given as a rejected message, from where it can be replayed.</summary>
internal sealed class FailedDeliveryRecorder(IHistory history, TimeProvider time) : IMqttFailureRecorder
{
    private const int MaxPayload = 64 * 1024;
    private const int MaxTopic = 1_024;

    public async ValueTask<bool> TryRecordAsync(MqttDelivery delivery, string reason, CancellationToken cancellationToken)
    {
        var embedded = delivery as EmbeddedDelivery;
        if (delivery.State is InboundMessage { IsProcessed: true })
        {
            // Its rows are stored; what failed was telling so.
            return true;
        }

        var truncated = delivery.Payload.Length > MaxPayload;
        await history.AppendRejectedAsync(
        [
            new RejectedMessage
            {
                Id = RejectedId.New(time.GetUtcNow()),
                FarmId = embedded?.Sender.FarmId ?? IntakeLedgerObserver.ResolveFarmId(delivery),
                DeviceId = embedded?.Sender.Id,
                Principal = delivery.Principal,
                Topic = delivery.Topic.Length > MaxTopic ? delivery.Topic[..MaxTopic] : delivery.Topic,
                Code = "stream_failed",
                Reason = $"The message could not be delivered for processing: {reason}",
                Payload = truncated ? delivery.Payload[..MaxPayload] : delivery.Payload,
                Truncated = truncated,
                ReceivedAt = delivery.ReceivedAt,
            },
        ]).ConfigureAwait(false);

        return true;
    }
}
