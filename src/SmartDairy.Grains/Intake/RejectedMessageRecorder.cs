using System.Buffers.Binary;
using SmartDairy.Contracts.Intake;
using SmartDairy.History;
using SmartDairy.History.Rejected;
using SmartDairy.Protocol.Rejections;

namespace SmartDairy.Grains.Intake;

/// <summary>Records refused messages, bounded.</summary>
public sealed class RejectedMessageRecorder(IHistory history, TimeProvider time)
{
    private const int MaxPayloadBytes = 64 * 1024;
    private const int MaxTopicLength = 1024;

    /// <summary>
    /// Says under which id each message would be recorded, before it goes to another silo: given there, the id would be lost when the answer is, and the next
    /// attempt would record the same refusal once more.
    /// </summary>
    public void AssignIds(IReadOnlyList<InboundMessage> messages)
    {
        Span<byte> first = stackalloc byte[16];
        Span<byte> id = stackalloc byte[16];
        var made = false;
        for (var i = 0; i < messages.Count; i++)
        {
            if (messages[i].RejectionId != Guid.Empty)
            {
                continue;
            }

            if (!made)
            {
                // One for all: most are never used.
                made = Guid.CreateVersion7(time.GetUtcNow()).TryWriteBytes(first);
            }

            first.CopyTo(id);
            BinaryPrimitives.WriteInt32BigEndian(id[10..], BinaryPrimitives.ReadInt32BigEndian(id[10..]) ^ i);
            messages[i].RejectionId = new Guid(id);
        }
    }

    public async Task RecordAsync(IReadOnlyList<MessageRejection> rejections)
    {
        var rows = new List<RejectedMessage>(rejections.Count);
        foreach (var one in rejections)
        {
            rows.Add(CreateRow(one.Message, one.Message.PrincipalFarmId, one.DeviceId ?? one.Message.Principal, one.Code, null, one.Reason, one.Message.Payload));
        }

        await history.AppendRejectedAsync(rows);
        IntakeMetrics.Rejected(rows.Count);
    }

    /// <summary>One row for a refused message, or for one refused item of a batch: then <paramref name="payload"/> is the item alone, so that it can be replayed alone, and <paramref name="ordinal"/> its place among the refused items.</summary>
    public RejectedMessage CreateRow(
        InboundMessage message, int farmId, string? deviceId, RejectionCode code, string? path, string reason, ReadOnlyMemory<byte> payload, int ordinal = 0) => new()
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

    // The same message refused again, because the store was away in between, must be the same row: the ledger counts it once.
    private string GetRowId(InboundMessage message, int ordinal)
    {
        if (message.RejectionId == Guid.Empty)
        {
            message.RejectionId = Guid.CreateVersion7(time.GetUtcNow());
        }

        Span<byte> id = stackalloc byte[16];
        message.RejectionId.TryWriteBytes(id);
        id[15] ^= (byte)ordinal;
        id[14] ^= (byte)(ordinal >> 8);
        return new Guid(id).ToString("N");
    }
}
