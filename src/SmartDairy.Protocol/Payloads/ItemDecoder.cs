using System.Text.Json;
using SmartDairy.Protocol.Payloads.Fields;
using SmartDairy.Protocol.Payloads.Json;
using SmartDairy.Protocol.Rejections;

namespace SmartDairy.Protocol.Payloads;

/// <summary>
/// Decodes one item in a single pass into <see cref="Item"/>. The first error ends decoding: the method returns false and sets
/// <see cref="Rejection"/>. Throws <see cref="JsonException"/> when the text is not valid JSON.
/// </summary>
internal ref partial struct ItemDecoder
{
    private readonly ref readonly DecodeContext _context;
    private readonly ReadOnlySpan<byte> _json;
    private readonly ItemLocation _location;
    private Utf8JsonReader _reader;
    private MemberNameSet _unknown;
    private readonly bool _keepsUnknown;
    private Utf8JsonWriter? _extra;

    public DecodedItem Item;

    public ItemDecoder(in DecodeContext context, ReadOnlySpan<byte> json, in ItemLocation location, bool keepsUnknown = true)
    {
        _context = ref context;
        _json = json;
        _location = location;
        _keepsUnknown = keepsUnknown;
        _reader = new Utf8JsonReader(json);
        _unknown = new MemberNameSet(json);
        Item.QualityScore = 100;
    }

    /// <summary>The first error; null when there is none.</summary>
    public Rejection? Rejection { get; private set; }

    /// <summary>Number of bytes read.</summary>
    public readonly long Position => _reader.BytesConsumed;

    public bool Decode(PayloadFieldTable table, int metrics)
    {
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.StartArray && _location.BatchPath is null)
        {
            Item.IsBatch = true;
            return true;
        }

        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            return RejectType("a JSON object");
        }

        Item.Values = new double[metrics];
        Item.Values.AsSpan().Fill(double.NaN);

        // The reader throws when anything other than white space follows the last brace.
        return DecodeMembers(table, ofGroup: false) && (Item.IsBatch || !_reader.Read());
    }

    /// <summary>
    /// The members without a column as a JSON object; null when there are none or they are too large, in which case
    /// <paramref name="dropped"/> is true.
    /// </summary>
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

            if (Item.IsBatch)
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
        Item.HasUnknownValue |= ofGroup && _reader.TokenType != JsonTokenType.Null;
        return DecodeUntyped(_extra);
    }

    private bool DecodeUntyped(Utf8JsonWriter? writer) => UntypedValueReader.Read(ref _reader, _json, _location.Depth, writer) switch
    {
        null => true,
        RejectionCode.DuplicateKey => RejectDuplicate(),
        RejectionCode.JsonTooDeep =>
            Reject(RejectionCode.JsonTooDeep,
                $"Objects and arrays are nested more than {PayloadLimits.MaxDepth} levels deep; at most {PayloadLimits.MaxDepth} are allowed."),
        var code =>
            Reject(code.Value,
                $"The number {PayloadExcerpt.Format(ref _reader)} does not fit a 64-bit float; only finite numbers are allowed."),
    };

    private bool RejectDuplicate()
        => Reject(RejectionCode.DuplicateKey, $"The member {PayloadExcerpt.Format(ref _reader)} is given twice; remove one.");

    private bool RejectType(string allowed)
        => Reject(RejectionCode.FieldType, $"Found {PayloadExcerpt.Format(ref _reader)}; {allowed} is allowed.");

    private bool Reject(RejectionCode code, string message)
    {
        Rejection = _location.Reject(code, JsonPathFinder.Find(_location.Path, _json, _reader.TokenStartIndex), message);
        return false;
    }
}
