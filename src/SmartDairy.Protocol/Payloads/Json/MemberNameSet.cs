using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SmartDairy.Protocol.Payloads.Json;

/// <summary>The member names that one object has used so far. The first few are compared in place; a set takes over for objects with many, so that no payload makes it quadratic.</summary>
internal ref struct MemberNameSet(ReadOnlySpan<byte> json)
{
    private const int MaxInlineNames = 16;

    private readonly ReadOnlySpan<byte> _json = json;
    private Spans _spans;
    private int _count;
    private HashSet<string>? _many;

    /// <summary>False when the name the reader stands on was added before.</summary>
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
