using System.Buffers;

namespace SmartDairy.Broker.Packets;

/// <summary>
/// Looks at the length a packet announces before any of it is collected: the decoder would hold the whole packet in memory, up to 256 MiB.
/// </summary>
internal static class PacketLengthReader
{
    /// <summary>The longest fixed header: a type and four bytes of length.</summary>
    private const int MaxHeaderLength = 5;

    /// <summary>
    /// The length of the packet at the start of <paramref name="buffer"/>, its fixed header included; null when more bytes are needed to
    /// tell; <see cref="long.MaxValue"/> when the length is malformed.
    /// </summary>
    public static long? ReadLength(in ReadOnlySequence<byte> buffer)
    {
        var first = buffer.FirstSpan;
        if (first.Length >= MaxHeaderLength || buffer.IsSingleSegment)
        {
            return ReadLength(first);
        }

        Span<byte> header = stackalloc byte[MaxHeaderLength];
        var length = (int)Math.Min(MaxHeaderLength, buffer.Length);
        buffer.Slice(0, length).CopyTo(header);
        return ReadLength(header[..length]);
    }

    private static long? ReadLength(ReadOnlySpan<byte> bytes)
    {
        var value = 0;
        for (var i = 1; i < bytes.Length; i++)
        {
            if (i == MaxHeaderLength)
            {
                return long.MaxValue;
            }

            value |= (bytes[i] & 0x7F) << (7 * (i - 1));
            if ((bytes[i] & 0x80) == 0)
            {
                return value + i + 1;
            }
        }

        return bytes.Length >= MaxHeaderLength ? long.MaxValue : null;
    }
}
