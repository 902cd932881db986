using System.Buffers.Binary;
using SmartDairy.Contracts.Intake;

namespace SmartDairy.Protocol.Rejections;

/// <summary>
/// Makes the ids under which rejections are recorded (<see cref="ReceivedMessage.RejectionId"/>): version 7 UUIDs. Every message gets one,
/// although nearly all are accepted; so the random bits are drawn once a process and a counter keeps the ids apart.
/// </summary>
public static class RejectionIds
{
    private const int TimestampBytes = 6;
    private const int CounterOffset = 10;
    private static readonly byte[] Seed = Guid.CreateVersion7().ToByteArray(bigEndian: true);
    private static int _counter;

    /// <summary>An id that no other message has. Its last two bytes are free for numbering the rejected items of one message.</summary>
    /// <param name="time">The time by which rejections are listed, in Unix milliseconds, UTC.</param>
    public static Guid Next(long time)
    {
        Span<byte> id = stackalloc byte[16];
        Seed.CopyTo(id);
        Span<byte> milliseconds = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(milliseconds, time);
        milliseconds[^TimestampBytes..].CopyTo(id);
        BinaryPrimitives.WriteInt32BigEndian(
            id[CounterOffset..], BinaryPrimitives.ReadInt32BigEndian(Seed.AsSpan(CounterOffset)) + Interlocked.Increment(ref _counter));
        return new Guid(id, bigEndian: true);
    }
}
