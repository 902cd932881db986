using System.Buffers;
using System.IO.Hashing;
using System.Text;

namespace SmartDairy.Streaming.Mqtt;

/// <summary>The hash behind the partitioning: XxHash3 (64 bits, seed 0) of the UTF-8 bytes, which any language can compute.</summary>
public static class MqttPartition
{
    private const int StackLimit = 256;

    /// <summary>The partition of a key, for instance of a topic or a device id.</summary>
    public static ulong Hash(ReadOnlySpan<char> key)
    {
        var most = Encoding.UTF8.GetMaxByteCount(key.Length);
        if (most <= StackLimit)
        {
            Span<byte> stack = stackalloc byte[StackLimit];
            return XxHash3.HashToUInt64(stack[..Encoding.UTF8.GetBytes(key, stack)]);
        }

        var rented = ArrayPool<byte>.Shared.Rent(most);
        try
        {
            return XxHash3.HashToUInt64(rented.AsSpan(0, Encoding.UTF8.GetBytes(key, rented)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
