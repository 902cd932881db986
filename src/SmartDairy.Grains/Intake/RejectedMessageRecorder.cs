using SmartDairy.Contracts.Intake;
using SmartDairy.History;
using SmartDairy.History.Ledger;
using SmartDairy.History.Rejected;
using SmartDairy.Protocol.Rejections;

namespace SmartDairy.Grains.Intake;

/// <summary>Records rejected messages, their topic and payload cut at a bound.</summary>
public sealed class RejectedMessageRecorder(IHistory history)
{
    private const int MaxPayloadBytes = 64 * 1024;
    private const int MaxTopicLength = 1024;

    /// <summary>Records messages that were rejected as a whole.</summary>
    /// <exception cref="HistoryUnavailableException">The store is away; nothing is recorded.</exception>
    public async Task RecordAsync(IReadOnlyList<MessageRejection> rejections)
    {
        var rows = new List<RejectedMessage>(rejections.Count);
        foreach (var (message, deviceId, code, reason) in rejections)
        {
            rows.Add(CreateRow(message, message.PrincipalFarmId, deviceId ?? message.Principal, code, null, reason, message.Payload));
        }

        await history.AppendRejectedAsync(rows);
        IntakeMetrics.Rejected(rows.Count);
    }

    /// <summary>The row of a rejected message, or of one rejected item of a batch.</summary>
    /// <param name="payload">The payload of the message; of an item the item alone, so that it can be replayed alone.</param>
    /// <param name="ordinal">The place of the item among the rejected items of the message; 0 for a message.</param>
    public RejectedMessage CreateRow(
        ReceivedMessage message, int farmId, string? deviceId, RejectionCode code, string? path, string reason,
        ReadOnlyMemory<byte> payload, int ordinal = 0) => new()
        {
            Id = GetRowId(message, ordinal),
            FarmId = farmId,
            DeviceId = deviceId,
            Principal = message.Principal,
            Topic = message.Topic.Length <= MaxTopicLength ? message.Topic : message.Topic[..MaxTopicLength],
            Code = RejectionCodes.GetName(code),
            JsonPath = path,
            Reason = reason,
            Payload = payload.Length <= MaxPayloadBytes ? payload : payload[..MaxPayloadBytes],
            Truncated = payload.Length > MaxPayloadBytes || message.Topic.Length > MaxTopicLength,
            ReceivedAt = message.ReceivedAt,
        };

    // A message that is rejected again, because the store was away in between, must be the same row: the ledger counts it once.
    private static string GetRowId(ReceivedMessage message, int ordinal)
    {
        Span<byte> id = stackalloc byte[16];
        message.RejectionId.TryWriteBytes(id);
        id[15] ^= (byte)ordinal;
        id[14] ^= (byte)(ordinal >> 8);
        return new Guid(id).ToString("N");
    }
}
