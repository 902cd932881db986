using System.Buffers.Binary;
using System.IO.Hashing;

namespace SmartDairy.Protocol.Payloads;

/// <summary>
/// Hashes that distinguish messages of one device with the same time. Different seeds keep a <c>seq</c> of 1 distinct from a
/// <c>message_id</c> of "1".
/// </summary>
internal static class MessageIdHash
{
    private const long MessageIdSeed = 1;
    private const long SequenceSeed = 2;
    private const long ContentSeed = 3;

    /// <param name="messageId">The unescaped text, or the digits of a number.</param>
    public static long FromMessageId(ReadOnlySpan<byte> messageId) => (long)XxHash3.HashToUInt64(messageId, MessageIdSeed);

    public static long FromSequence(long sequence)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, sequence);
        return (long)XxHash3.HashToUInt64(bytes, SequenceSeed);
    }

    /// <param name="item">The payload or the batch item as sent.</param>
    public static long FromContent(ReadOnlySpan<byte> item) => (long)XxHash3.HashToUInt64(item, ContentSeed);
}
