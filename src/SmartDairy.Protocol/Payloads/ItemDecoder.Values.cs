using System.Globalization;
using System.Text;
using System.Text.Json;
using SmartDairy.Contracts;
using SmartDairy.Protocol.Payloads.Fields;
using SmartDairy.Protocol.Payloads.Json;
using SmartDairy.Protocol.Payloads.Quality;
using SmartDairy.Protocol.Rejections;

namespace SmartDairy.Protocol.Payloads;

/// <summary>Decodes the values of known members; the reader is positioned at the first token of the value.</summary>
internal ref partial struct ItemDecoder
{
    private const int MaxTextLength = 64;
    private const int MaxCodeLength = 128;
    private const int MaxLongTextLength = 200;
    private const int MaxMessageIdBytes = 256;

    private bool DecodeValue(PayloadField field)
    {
        // Null is equivalent to leaving the member out.
        if (_reader.TokenType == JsonTokenType.Null && field.Kind is not PayloadFieldKind.Batch)
        {
            return true;
        }

        switch (field.Kind)
        {
            case PayloadFieldKind.Metric:
                return DecodeNumber(out Item.Values[field.Slot]);
            case PayloadFieldKind.Group:
                return DecodeGroup(field);
            case PayloadFieldKind.Timestamp:
                return DecodeTime(out Item.Timestamp);
            case PayloadFieldKind.QualityScore:
                return DecodeQualityScore();
            case PayloadFieldKind.MessageId:
                return DecodeMessageId();
            case PayloadFieldKind.Sequence:
                return DecodeSequence();
            case PayloadFieldKind.Identity:
                return MatchesRegistration((IdentityField)field.Slot);
            case PayloadFieldKind.FreeText or PayloadFieldKind.LongText or PayloadFieldKind.MachineCode or PayloadFieldKind.Identifier:
                return DecodeString(field);
            case PayloadFieldKind.Document:
                return DecodeDocument(field.Slot);
            case PayloadFieldKind.Flag:
                return DecodeFlag(field.Slot);
            case PayloadFieldKind.Time when field.Slot == (int)TimeSlot.StartedAt:
                return DecodeTime(out Item.StartedAt);
            case PayloadFieldKind.Time:
                return DecodeTime(out Item.EndedAt);
            case PayloadFieldKind.AntennaId:
                return DecodeAntennaId();
            case PayloadFieldKind.Batch when _location.BatchPath is null:
                Item.IsBatch = true;
                return true;
            case PayloadFieldKind.Batch:
                return Reject(RejectionCode.FieldType, "Found a batch inside a batch; an item must be one message.");
            default:
                return DecodeUntyped(writer: null);
        }
    }

    private bool DecodeGroup(PayloadField field)
    {
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            return RejectType("a JSON object");
        }

        Item.HasValueGroup = true;
        return DecodeMembers(field.Group!, ofGroup: true);
    }

    private bool DecodeNumber(out double value)
    {
        value = double.NaN;
        if (_reader.TokenType != JsonTokenType.Number)
        {
            return RejectType("a number");
        }

        if (!_reader.TryGetDouble(out var number) || !double.IsFinite(number))
        {
            return Reject(RejectionCode.NumberNotFinite,
                $"The number {PayloadExcerpt.Format(ref _reader)} does not fit a 64-bit float; only finite numbers are allowed.");
        }

        // Adding 0 turns -0 into 0, so that equal values have equal bits in every store.
        value = number + 0.0;
        return true;
    }

    private bool DecodeQualityScore()
    {
        if (!DecodeNumber(out var score))
        {
            return false;
        }

        if (score is < 0 or > 100)
        {
            return Reject(RejectionCode.FieldRange, $"The quality score is {PayloadExcerpt.Format(ref _reader)}; 0 to 100 is allowed.");
        }

        Item.QualityScore = (int)Math.Round(score, MidpointRounding.AwayFromZero);
        return true;
    }

    private bool DecodeTime(out long? time)
    {
        time = null;
        if (_reader.TokenType != JsonTokenType.String)
        {
            return RejectType("an RFC 3339 time in a string, such as \"2026-02-02T12:55:10Z\",");
        }

        if (_reader.ValueIsEscaped || !Rfc3339.TryParse(_reader.ValueSpan, out var parsed))
        {
            return Reject(
                RejectionCode.TimeInvalid,
                $"Found {PayloadExcerpt.Format(ref _reader)}; an RFC 3339 time with Z or an offset is allowed, such as \"2026-02-02T12:55:10Z\".");
        }

        if (!EventTimeHorizon.Contains(parsed, _context.ReceivedAt))
        {
            var received = DateTimeOffset.FromUnixTimeMilliseconds(_context.ReceivedAt)
                .ToString("yyyy-MM-ddTHH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            return Reject(
                RejectionCode.TimeOutOfHorizon,
                $"The time {PayloadExcerpt.Format(ref _reader)} was received at {received}; 30 days before to 1 hour after that is allowed.");
        }

        time = parsed;
        return true;
    }

    private bool DecodeFlag(int slot)
    {
        if (_reader.TokenType is not (JsonTokenType.True or JsonTokenType.False))
        {
            return RejectType("true or false");
        }

        Item.SetFlag(slot, _reader.GetBoolean());
        return true;
    }

    private bool DecodeAntennaId()
    {
        if (_reader.TokenType != JsonTokenType.Number)
        {
            return RejectType("a whole number");
        }

        if (!_reader.TryGetInt32(out var antenna) || antenna < 0)
        {
            return Reject(RejectionCode.FieldRange,
                $"The antenna is {PayloadExcerpt.Format(ref _reader)}; a whole number of 0 to {int.MaxValue} is allowed.");
        }

        Item.AntennaId = antenna;
        return true;
    }

    private bool DecodeDocument(int slot)
    {
        var start = _reader;
        var writer = ExtraFieldsWriter.Begin();
        if (!DecodeUntyped(writer))
        {
            return false;
        }

        if (ExtraFieldsWriter.Finish(PayloadLimits.MaxDocumentBytes) is not { } json)
        {
            _reader = start;
            return Reject(RejectionCode.FieldRange,
                $"Found more than {PayloadLimits.MaxDocumentBytes} bytes of JSON; at most that many are allowed.");
        }

        Item.SetText(slot, json);
        return true;
    }

    private bool DecodeSequence()
    {
        if (_reader.TokenType != JsonTokenType.Number)
        {
            return RejectType("a whole number");
        }

        if (!_reader.TryGetInt64(out var sequence))
        {
            return Reject(RejectionCode.FieldRange,
                $"The sequence number is {PayloadExcerpt.Format(ref _reader)}; a whole number of 64 bits is allowed.");
        }

        Item.Sequence = MessageIdHash.FromSequence(sequence);
        return true;
    }

    private bool DecodeMessageId()
    {
        if (_reader.TokenType == JsonTokenType.Number && _reader.TryGetInt64(out _))
        {
            Item.MessageId = MessageIdHash.FromMessageId(_reader.ValueSpan);
            return true;
        }

        if (_reader.TokenType != JsonTokenType.String)
        {
            return RejectType("a string or a whole number of 64 bits");
        }

        if (!TryUnescape(MaxMessageIdBytes, out var text) || text.IsEmpty)
        {
            return Reject(RejectionCode.FieldRange,
                $"Found {PayloadExcerpt.Format(ref _reader)}; a message id of 1 to {MaxMessageIdBytes} bytes is allowed.");
        }

        Item.MessageId = MessageIdHash.FromMessageId(text);
        return true;
    }

    private bool DecodeString(PayloadField field)
    {
        if (_reader.TokenType != JsonTokenType.String)
        {
            return RejectType("a string");
        }

        var maxLength =
            field.Kind switch
            {
                PayloadFieldKind.Identifier =>
                Identifier.MaxLength,
                PayloadFieldKind.MachineCode =>
                    MaxCodeLength,
                PayloadFieldKind.LongText => MaxLongTextLength,
                _ => MaxTextLength
            };
        if (!TryUnescape(4 * maxLength, out var utf8))
        {
            return Reject(
                RejectionCode.FieldRange, $"Found {PayloadExcerpt.Format(ref _reader)}; at most {maxLength} characters are allowed.");
        }

        var text = field.Kind is PayloadFieldKind.FreeText or PayloadFieldKind.LongText
            ? TextCleaner.Clean(TextCache.GetOrAdd(utf8))
            : TextCache.GetOrAdd(utf8);
        if (text.Length > maxLength)
        {
            return Reject(
                RejectionCode.FieldRange, $"Found {PayloadExcerpt.Format(ref _reader)}; at most {maxLength} characters are allowed.");
        }

        if (field.Kind == PayloadFieldKind.Identifier && !Identifier.IsValid(text))
        {
            return Reject(RejectionCode.FieldRange,
                $"Found {PayloadExcerpt.Format(ref _reader)}; an id of 1 to {maxLength} characters of A-Z a-z 0-9 _ - is allowed.");
        }

        if (field.Kind == PayloadFieldKind.MachineCode && (text.Length == 0 || text.AsSpan().ContainsAnyExceptInRange('!', '~')))
        {
            return Reject(RejectionCode.FieldRange,
                $"Found {PayloadExcerpt.Format(ref _reader)}; 1 to {maxLength} printable ASCII characters without spaces are allowed.");
        }

        Item.SetText(field.Slot, text.Length == 0 ? null : text);
        return true;
    }

    /// <summary>The string's UTF-8 without escapes; false when it has more bytes than <paramref name="maxBytes"/>.</summary>
    private readonly bool TryUnescape(int maxBytes, out ReadOnlySpan<byte> utf8)
    {
        // An escape sequence takes up to six bytes for each byte of its character.
        if (_reader.ValueSpan.Length > (_reader.ValueIsEscaped ? 6 : 1) * maxBytes)
        {
            utf8 = default;
            return false;
        }

        utf8 = _reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(_reader.GetString()!) : _reader.ValueSpan;
        return utf8.Length <= maxBytes;
    }
}
