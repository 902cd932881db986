using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SmartDairy.Contracts.Decoding;

/// <summary>The reader stands on the first token of a known member's value.</summary>
internal ref partial struct ItemDecoder
{
    private const int LongestText = 64;
    private const int LongestCode = 128;
    private const int LongestSentence = 200;
    private const int LongestMessageId = 256;

    private bool Value(Field field)
    {
        // Null says that the device has nothing to say, which is what leaving the member out says.
        if (_reader.TokenType == JsonTokenType.Null && field.Kind is not FieldKind.Batch)
        {
            return true;
        }

        switch (field.Kind)
        {
            case FieldKind.Metric:
                return Number(out Draft.Values[field.Slot]);
            case FieldKind.Group:
                return Group(field);
            case FieldKind.Timestamp:
                return Time(out Draft.Timestamp);
            case FieldKind.QualityScore:
                return Score();
            case FieldKind.MessageId:
                return MessageId();
            case FieldKind.Sequence:
                return Sequence();
            case FieldKind.Identity:
                return Identity((IdentityField)field.Slot);
            case FieldKind.FreeText or FieldKind.LongText or FieldKind.Code or FieldKind.Name:
                return String(field);
            case FieldKind.Document:
                return Document(field.Slot);
            case FieldKind.Flag:
                return Flag(field.Slot);
            case FieldKind.Time when field.Slot == (int)TimeSlot.StartedAt:
                return Time(out Draft.StartedAt);
            case FieldKind.Time:
                return Time(out Draft.EndedAt);
            case FieldKind.Antenna:
                return Antenna();
            case FieldKind.Batch when _place.Batch is null:
                Draft.IsBatch = true;
                return true;
            case FieldKind.Batch:
                return Refuse(RefusalCode.FieldType, "Found a batch inside a batch; an item must be one message.");
            default:
                return Any(writer: null);
        }
    }

    private bool Group(Field field)
    {
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            return WrongType("a JSON object");
        }

        Draft.HasGroup = true;
        return Members(field.Group!, ofGroup: true);
    }

    private bool Number(out double value)
    {
        value = double.NaN;
        if (_reader.TokenType != JsonTokenType.Number)
        {
            return WrongType("a number");
        }

        if (!_reader.TryGetDouble(out var number) || !double.IsFinite(number))
        {
            return Refuse(RefusalCode.NumberNotFinite, $"The number {FoundText.Of(ref _reader)} is out of reach of a 64-bit float; only finite numbers are allowed.");
        }

        // Adding 0 turns -0 into 0, so that equal values are equal bits in every store.
        value = number + 0.0;
        return true;
    }

    private bool Score()
    {
        if (!Number(out var score))
        {
            return false;
        }

        if (score is < 0 or > 100)
        {
            return Refuse(RefusalCode.FieldRange, $"The quality score is {FoundText.Of(ref _reader)}; 0 to 100 is allowed.");
        }

        Draft.Score = (int)Math.Round(score, MidpointRounding.AwayFromZero);
        return true;
    }

    private bool Time(out long? time)
    {
        time = null;
        if (_reader.TokenType != JsonTokenType.String)
        {
            return WrongType("an RFC 3339 time in a string, such as \"2026-02-02T12:55:10Z\",");
        }

        if (_reader.ValueIsEscaped || !Rfc3339.TryParse(_reader.ValueSpan, out var parsed))
        {
            return Refuse(
                RefusalCode.TimeInvalid,
                $"Found {FoundText.Of(ref _reader)}; an RFC 3339 time with Z or an offset is allowed, such as \"2026-02-02T12:55:10Z\".");
        }

        if (!Horizon.Holds(parsed, _context.ReceivedAt))
        {
            var received = DateTimeOffset.FromUnixTimeMilliseconds(_context.ReceivedAt).ToString("yyyy-MM-ddTHH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            return Refuse(
                RefusalCode.TimeOutOfHorizon,
                $"The time {FoundText.Of(ref _reader)} was received at {received}; 30 days behind to 1 hour ahead of that is allowed.");
        }

        time = parsed;
        return true;
    }

    private bool Flag(int slot)
    {
        if (_reader.TokenType is not (JsonTokenType.True or JsonTokenType.False))
        {
            return WrongType("true or false");
        }

        Draft.SetFlag(slot, _reader.GetBoolean());
        return true;
    }

    private bool Antenna()
    {
        if (_reader.TokenType != JsonTokenType.Number)
        {
            return WrongType("a whole number");
        }

        if (!_reader.TryGetInt32(out var antenna) || antenna < 0)
        {
            return Refuse(RefusalCode.FieldRange, $"The antenna is {FoundText.Of(ref _reader)}; a whole number of 0 to {int.MaxValue} is allowed.");
        }

        Draft.AntennaId = antenna;
        return true;
    }

    private bool Document(int slot)
    {
        var start = _reader;
        var writer = ExtraFields.Begin();
        if (!Any(writer))
        {
            return false;
        }

        if (ExtraFields.Finish(PayloadLimits.MaxDocumentBytes) is not { } json)
        {
            _reader = start;
            return Refuse(RefusalCode.FieldRange, $"Found more than {PayloadLimits.MaxDocumentBytes} bytes of JSON; at most that many are allowed.");
        }

        Draft.SetText(slot, json);
        return true;
    }

    private bool Sequence()
    {
        if (_reader.TokenType != JsonTokenType.Number)
        {
            return WrongType("a whole number");
        }

        if (!_reader.TryGetInt64(out var sequence))
        {
            return Refuse(RefusalCode.FieldRange, $"The sequence number is {FoundText.Of(ref _reader)}; a whole number of 64 bits is allowed.");
        }

        Draft.Sequence = MessageIds.OfSequence(sequence);
        return true;
    }

    private bool MessageId()
    {
        if (_reader.TokenType == JsonTokenType.Number && _reader.TryGetInt64(out _))
        {
            Draft.MessageId = MessageIds.OfGiven(_reader.ValueSpan);
            return true;
        }

        if (_reader.TokenType != JsonTokenType.String)
        {
            return WrongType("a string or a whole number of 64 bits");
        }

        if (!TryUnescape(LongestMessageId, out var text) || text.IsEmpty)
        {
            return Refuse(RefusalCode.FieldRange, $"Found {FoundText.Of(ref _reader)}; a message id of 1 to {LongestMessageId} bytes is allowed.");
        }

        Draft.MessageId = MessageIds.OfGiven(text);
        return true;
    }

    private bool String(Field field)
    {
        if (_reader.TokenType != JsonTokenType.String)
        {
            return WrongType("a string");
        }

        var longest = field.Kind switch { FieldKind.Name => Identifier.MaxLength, FieldKind.Code => LongestCode, FieldKind.LongText => LongestSentence, _ => LongestText };
        if (!TryUnescape(4 * longest, out var utf8))
        {
            return Refuse(RefusalCode.FieldRange, $"Found {FoundText.Of(ref _reader)}; at most {longest} characters are allowed.");
        }

        var text = field.Kind is FieldKind.FreeText or FieldKind.LongText ? Text.Clean(TextCache.Get(utf8)) : TextCache.Get(utf8);
        if (text.Length > longest)
        {
            return Refuse(RefusalCode.FieldRange, $"Found {FoundText.Of(ref _reader)}; at most {longest} characters are allowed.");
        }

        if (field.Kind == FieldKind.Name && !Identifier.IsValid(text))
        {
            return Refuse(RefusalCode.FieldRange, $"Found {FoundText.Of(ref _reader)}; an id of 1 to {longest} characters of A-Z a-z 0-9 _ - is allowed.");
        }

        if (field.Kind == FieldKind.Code && (text.Length == 0 || text.AsSpan().ContainsAnyExceptInRange('!', '~')))
        {
            return Refuse(RefusalCode.FieldRange, $"Found {FoundText.Of(ref _reader)}; 1 to {longest} printable ASCII characters without spaces are allowed.");
        }

        Draft.SetText(field.Slot, text.Length == 0 ? null : text);
        return true;
    }

    /// <summary>The string's UTF-8 without escapes; false when it has more bytes than <paramref name="maxBytes"/>.</summary>
    private readonly bool TryUnescape(int maxBytes, out ReadOnlySpan<byte> utf8)
    {
        // An escape is up to six times as long as what it stands for.
        if (_reader.ValueSpan.Length > (_reader.ValueIsEscaped ? 6 : 1) * maxBytes)
        {
            utf8 = default;
            return false;
        }

        utf8 = _reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(_reader.GetString()!) : _reader.ValueSpan;
        return utf8.Length <= maxBytes;
    }
}
