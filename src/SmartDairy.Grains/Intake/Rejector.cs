using SmartDairy.Contracts.Decoding;
using SmartDairy.Contracts.Intake;
using SmartDairy.History;
using SmartDairy.History.Rejected;

namespace SmartDairy.Grains.Intake;

/// <summary>Records refused messages, bounded.</summary>
public sealed class Rejector(IHistory history, TimeProvider time)
{
    private const int KeptPayload = 64 * 1024;
    private const int KeptTopic = 1024;

    public async Task RecordAsync(IReadOnlyList<Refused> refused)
    {
        var rows = new List<RejectedMessage>(refused.Count);
        foreach (var one in refused)
        {
            rows.Add(Row(one.Message, one.Message.PrincipalFarmId, one.DeviceId ?? one.Message.Principal, one.Code, null, one.Reason, one.Message.Payload));
        }

        await history.RejectAsync(rows);
        IntakeMetrics.Rejected(rows.Count);
    }

    /// <summary>One row for a refused message, or for one refused item of a batch: then <paramref name="payload"/> is the item alone, so that it can be replayed alone.</summary>
    public RejectedMessage Row(
        InboundMessage message, int farmId, string? deviceId, RefusalCode code, string? path, string reason, ReadOnlyMemory<byte> payload) => new()
        {
            Id = RejectedId.New(time.GetUtcNow()),
            FarmId = farmId,
            DeviceId = deviceId,
            Principal = message.Principal,
            Topic = message.Topic.Length <= KeptTopic ? message.Topic : message.Topic[..KeptTopic],
            Code = RefusalCodes.Name(code),
            JsonPath = path,
            Reason = reason,
            Payload = payload.Length <= KeptPayload ? payload : payload[..KeptPayload],
            Truncated = payload.Length > KeptPayload || message.Topic.Length > KeptTopic,
            ReceivedAt = message.ReceivedAt,
        };
}
