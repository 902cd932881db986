using System.Text.Json;
using SmartDairy.Protocol.Payloads.Fields;
using SmartDairy.Protocol.Payloads.Json;
using SmartDairy.Protocol.Rejections;

namespace SmartDairy.Protocol.Payloads;

/// <summary>
/// Reads one item from its first brace to its last, once, into a <see cref="Draft"/>. The first thing that is wrong ends it: every method
/// returns false with <see cref="Rejection"/> set. Throws <see cref="JsonException"/> where the text is not JSON.
/// </summary>
internal ref partial struct ItemDecoder
{
    private readonly ref readonly DecodeContext _context;
    private readonly ReadOnlySpan<byte> _json;
    private readonly ItemLocation _place;
    private Utf8JsonReader _reader;
    private MemberNameSet _unknown;
    private readonly bool _keepsUnknown;
    private Utf8JsonWriter? _extra;

    public DecodedItem Draft;

    public ItemDecoder(in DecodeContext context, ReadOnlySpan<byte> json, in ItemLocation place, bool keepsUnknown = true)
    {
        _context = ref context;
        _json = json;
        _place = place;
        _keepsUnknown = keepsUnknown;
        _reader = new Utf8JsonReader(json);
        _unknown = new MemberNameSet(json);
        Draft.QualityScore = 100;
    }

    /// <summary>Null while nothing is wrong.</summary>
    public Rejection? Rejection { get; private set; }

    /// <summary>How far the reader came, in bytes.</summary>
    public readonly long Position => _reader.BytesConsumed;

    public bool Decode(PayloadFieldTable table, int metrics)
    {
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.StartArray && _place.BatchPath is null)
        {
            Draft.IsBatch = true;
            return true;
        }

        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            return RejectType("a JSON object");
        }

        Draft.Values = new double[metrics];
        Draft.Values.AsSpan().Fill(double.NaN);

        // The reader throws when anything but white space follows the last brace.
        return DecodeMembers(table, ofGroup: false) && (Draft.IsBatch || !_reader.Read());
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
        var text = ExtraFieldsWriter.Finish(PayloadLimits.MaxExtraBytes);
        dropped = text is null;
        return text;
    }

    private bool DecodeMembers(PayloadFieldTable table, bool ofGroup)
    {
        var seen = 0UL;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!table.TryFind(ref _reader, out var field, out var bit))
            {
                if (!DecodeUnknownMember(ofGroup))
                {
                    return false;
                }

                continue;
            }

            if ((seen & bit) != 0)
            {
                return RejectDuplicate();
            }

            seen |= bit;
            _reader.Read();
            if (!DecodeValue(field))
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

    private bool DecodeUnknownMember(bool ofGroup)
    {
        if (!_unknown.Add(ref _reader))
        {
            return RejectDuplicate();
        }

        if (!_keepsUnknown)
        {
            _reader.Read();
            return DecodeUntyped(writer: null);
        }

        if (_extra is null)
        {
            _extra = ExtraFieldsWriter.Begin();
            _extra.WriteStartObject();
        }

        if (_reader.ValueIsEscaped)
        {
            _extra.WritePropertyName(TextCleaner.Clean(_reader.GetString()!));
        }
        else
        {
            _extra.WritePropertyName(_reader.ValueSpan);
        }

        _reader.Read();
        Draft.HasUnknownValue |= ofGroup && _reader.TokenType != JsonTokenType.Null;
        return DecodeUntyped(_extra);
    }

    private bool DecodeUntyped(Utf8JsonWriter? writer) => UntypedValueReader.Read(ref _reader, _json, _place.Depth, writer) switch
    {
        null => true,
        RejectionCode.DuplicateKey => RejectDuplicate(),
        RejectionCode.JsonTooDeep => Reject(RejectionCode.JsonTooDeep, $"Objects and arrays lie more than {PayloadLimits.MaxDepth} deep; at most {PayloadLimits.MaxDepth} are allowed."),
        var code => Reject(code.Value, $"The number {PayloadExcerpt.Format(ref _reader)} is out of reach of a 64-bit float; only finite numbers are allowed."),
    };

    private bool RejectDuplicate()
        => Reject(RejectionCode.DuplicateKey, $"The member {PayloadExcerpt.Format(ref _reader)} is given twice; each may be given once.");

    private bool RejectType(string allowed)
        => Reject(RejectionCode.FieldType, $"Found {PayloadExcerpt.Format(ref _reader)}; {allowed} is allowed.");

    private bool Reject(RejectionCode code, string sentence)
    {
        Rejection = _place.Reject(code, JsonPathFinder.Find(_place.Path, _json, _reader.TokenStartIndex), sentence);
        return false;
    }
}
