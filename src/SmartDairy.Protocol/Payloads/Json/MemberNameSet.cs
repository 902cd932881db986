using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SmartDairy.Protocol.Payloads.Json;

/// <summary>
/// The member names seen in one object. The first 16 are compared in place; further names go into a hash set, so that no payload causes
/// quadratic time.
/// </summary>
internal ref struct MemberNameSet(ReadOnlySpan<byte> json)
{
    private const int MaxInlineNames = 16;

    private readonly ReadOnlySpan<byte> _json = json;
    private Spans _spans;
    private int _count;
    private HashSet<string>? _many;

    /// <summary>Adds the reader's current property name; false when the set already contains it.</summary>
    public bool Add(ref Utf8JsonReader reader)
    {
        if (_many is null && !reader.ValueIsEscaped && _count < MaxInlineNames)
        {
            var name = reader.ValueSpan;
            for (var i = 0; i < _count; i++)
            {
                if (_json.Slice(_spans[i].Start, _spans[i].Length).SequenceEqual(name))
                {
                    return false;
                }
            }

            _spans[_count++] = ((int)reader.TokenStartIndex + 1, name.Length);
            return true;
        }

        if (_many is null)
        {
            _many = new HashSet<string>(StringComparer.Ordinal);
            for (var i = 0; i < _count; i++)
            {
                _many.Add(System.Text.Encoding.UTF8.GetString(_json.Slice(_spans[i].Start, _spans[i].Length)));
            }
        }

        return _many.Add(reader.GetString()!);
    }

    [InlineArray(MaxInlineNames)]
    private struct Spans
    {
        private (int Start, int Length) _first;
    }
}
