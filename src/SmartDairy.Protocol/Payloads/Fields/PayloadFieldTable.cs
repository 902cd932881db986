using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace SmartDairy.Protocol.Payloads.Fields;

/// <summary>The known members of one object, looked up by UTF-8 name without allocating a string.</summary>
internal sealed class PayloadFieldTable
{
    private const int BucketCount = 128;
    private const int MaxNameLength = 64;

    private readonly List<Entry>?[] _buckets = new List<Entry>?[BucketCount];

    /// <summary>
    /// Creates a table of at most 64 fields, because the fields seen are tracked as bits. Two names of one metric share a bit, because a
    /// message may carry only one of them.
    /// </summary>
    public PayloadFieldTable(params ReadOnlySpan<PayloadField> fields)
    {
        var bits = new Dictionary<(PayloadFieldKind, int), int>();
        foreach (var field in fields)
        {
            var shared = field.Kind is PayloadFieldKind.Metric ? (field.Kind, field.Slot) : (PayloadFieldKind.Ignored, -1 - bits.Count);
            if (!bits.TryGetValue(shared, out var bit))
            {
                bits[shared] = bit = bits.Count;
            }

            var name = Encoding.UTF8.GetBytes(field.Name);
            (_buckets[GetBucket(name)] ??= []).Add(new Entry(name, field, 1UL << bit));
        }
    }

    /// <summary>Finds the member for the reader's current property name.</summary>
    public bool TryFind(scoped ref Utf8JsonReader reader, [NotNullWhen(true)] out PayloadField? field, out ulong bit)
    {
        if (!reader.ValueIsEscaped)
        {
            return TryFind(reader.ValueSpan, out field, out bit);
        }

        // A name may contain escapes: "\u0074imestamp" equals "timestamp".
        Span<byte> unescaped = stackalloc byte[6 * MaxNameLength];
        if (reader.ValueSpan.Length > unescaped.Length)
        {
            (field, bit) = (null, 0);
            return false;
        }

        return TryFind(unescaped[..reader.CopyString(unescaped)], out field, out bit);
    }

    private bool TryFind(ReadOnlySpan<byte> name, [NotNullWhen(true)] out PayloadField? field, out ulong bit)
    {
        if (!name.IsEmpty && _buckets[GetBucket(name)] is { } bucket)
        {
            foreach (var entry in bucket)
            {
                if (name.SequenceEqual(entry.Name))
                {
                    (field, bit) = (entry.Field, entry.Bit);
                    return true;
                }
            }
        }

        (field, bit) = (null, 0);
        return false;
    }

    private static int GetBucket(ReadOnlySpan<byte> name) => ((name.Length * 31) + (name[0] * 7) + name[^1]) % BucketCount;

    private readonly record struct Entry(byte[] Name, PayloadField Field, ulong Bit);
}
