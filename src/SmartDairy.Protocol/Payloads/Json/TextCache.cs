using System.IO.Hashing;
using System.Text;

namespace SmartDairy.Protocol.Payloads.Json;

/// <summary>
/// Short texts that devices repeat in every message (a firmware version, a position), kept once. A fixed number of places, the newest text
/// wins its place: strings are immutable and references are written whole, so readers and writers need no lock.
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

        ref var place = ref Texts[XxHash3.HashToUInt64(utf8) % SlotCount];
        var kept = place;
        if (kept is not null && Ascii.Equals(utf8, kept))
        {
            return kept;
        }

        return place = Encoding.UTF8.GetString(utf8);
    }
}
