using System.IO.Hashing;
using System.Text;

namespace SmartDairy.Protocol.Payloads.Json;

/// <summary>
/// Caches short texts that devices repeat in every message, such as a firmware version or a position. The cache has a fixed number of
/// slots, and a new text replaces the old one in its slot. No lock is needed: strings are immutable and reference writes are atomic.
/// </summary>
internal static class TextCache
{
    private const int SlotCount = 2048;
    private const int MaxLength = 64;

    private static readonly string?[] Texts = new string?[SlotCount];

    /// <param name="utf8">Valid UTF-8, unescaped.</param>
    public static string GetOrAdd(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaxLength)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        ref var slot = ref Texts[XxHash3.HashToUInt64(utf8) % SlotCount];
        var cached = slot;
        if (cached is not null && Ascii.Equals(utf8, cached))
        {
            return cached;
        }

        return slot = Encoding.UTF8.GetString(utf8);
    }
}
