using System.Text.Json;

namespace SmartDairy.Contracts.Decoding;

/// <summary>
/// Reads one item from its first brace to its last, once, into a <see cref="Draft"/>. The first thing that is wrong ends it: every method
/// returns false with <see cref="Refusal"/> set. Throws <see cref="JsonException"/> where the text is not JSON.
/// </summary>
internal ref partial struct ItemDecoder
{
    private readonly ref readonly DecodeContext _context;
    private readonly ReadOnlySpan<byte> _json;
    private readonly ItemPlace _place;
    private Utf8JsonReader _reader;
    private NameSet _unknown;
    private readonly bool _keepsUnknown;
    private Utf8JsonWriter? _extra;

    public Draft Draft;

    public ItemDecoder(in DecodeContext context, ReadOnlySpan<byte> json, in ItemPlace place, bool keepsUnknown = true)
    {
        _context = ref context;
        _json = json;
        _place = place;
        _keepsUnknown = keepsUnknown;
        _reader = new Utf8JsonReader(json);
        _unknown = new NameSet(json);
        Draft.Score = 100;
    }

    /// <summary>Null while nothing is wrong.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>How far the reader came, in bytes.</summary>
    public readonly long Position => _reader.BytesConsumed;

    public bool Read(FieldTable table, int metrics)
    {
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.StartArray && _place.Batch is null)
        {
            Draft.IsBatch = true;
            return true;
        }

        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            return WrongType("a JSON object");
        }

        Draft.Values = new double[metrics];
        Draft.Values.AsSpan().Fill(double.NaN);

        // The reader throws when anything but white space follows the last brace.
        return Members(table, ofGroup: false) && (Draft.IsBatch || !_reader.Read());
    }

    /// <summary>The members nobody has a column for; null when there were none, or too many (<paramref name="dropped"/>).</summary>
    public readonly string? FinishExtra(out bool dropped)
    {
        dropped = false;
        if (_extra is null)
        {
            return null;
        }

        _extra.WriteEndObject();
        var text = ExtraFields.Finish(PayloadLimits.MaxExtraBytes);
        dropped = text is null;
        return text;
    }

    private bool Members(FieldTable table, bool ofGroup)
    {
        var seen = 0UL;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!table.TryFind(ref _reader, out var field, out var bit))
            {
                if (!Unknown(ofGroup))
                {
                    return false;
                }

                continue;
            }

            if ((seen & bit) != 0)
            {
                return Duplicate();
            }

            seen |= bit;
            _reader.Read();
            if (!Value(field))
            {
                return false;
            }

            if (Draft.IsBatch)
            {
                return true;
            }
        }

        return true;
    }

    private bool Unknown(bool ofGroup)
    {
        if (!_unknown.Add(ref _reader))
        {
            return Duplicate();
        }

        if (!_keepsUnknown)
        {
            _reader.Read();
            return Any(writer: null);
        }

        if (_extra is null)
        {
            _extra = ExtraFields.Begin();
            _extra.WriteStartObject();
        }

        if (_reader.ValueIsEscaped)
        {
            _extra.WritePropertyName(Text.Clean(_reader.GetString()!));
        }
        else
        {
            _extra.WritePropertyName(_reader.ValueSpan);
        }

        _reader.Read();
        Draft.HasUnknownValue |= ofGroup && _reader.TokenType != JsonTokenType.Null;
        return Any(_extra);
    }

    private bool Any(Utf8JsonWriter? writer) => AnyValue.Read(ref _reader, _json, _place.Depth, writer) switch
    {
        null => true,
        RefusalCode.DuplicateKey => Duplicate(),
        RefusalCode.JsonTooDeep => Refuse(RefusalCode.JsonTooDeep, $"Objects and arrays lie more than {PayloadLimits.MaxDepth} deep; at most {PayloadLimits.MaxDepth} are allowed."),
        var code => Refuse(code.Value, $"The number {FoundText.Of(ref _reader)} is out of reach of a 64-bit float; only finite numbers are allowed."),
    };

    private bool Duplicate()
        => Refuse(RefusalCode.DuplicateKey, $"The member {FoundText.Of(ref _reader)} is given twice; each may be given once.");

    private bool WrongType(string allowed)
        => Refuse(RefusalCode.FieldType, $"Found {FoundText.Of(ref _reader)}; {allowed} is allowed.");

    private bool Refuse(RefusalCode code, string sentence)
    {
        Refusal = _place.Refuse(code, JsonPath.At(_place.Path, _json, _reader.TokenStartIndex), sentence);
        return false;
    }
}
