using System.Text.Json;

namespace SmartDairy.Contracts.Decoding;

/// <summary>
/// Finds the items of a batch without reading them, so that their number is known before the first is taken. What stands beside
/// <c>batch</c> must not contradict the sender's registration and is otherwise of no use.
/// </summary>
internal ref struct BatchSplitter
{
    private readonly ref readonly DecodeContext _context;
    private readonly FieldTable _format;
    private readonly ReadOnlySpan<byte> _payload;
    private Utf8JsonReader _reader;

    public BatchSplitter(in DecodeContext context, FieldTable format, ReadOnlySpan<byte> payload)
    {
        _context = ref context;
        _format = format;
        _payload = payload;

        // Depth is judged item by item; here nothing but the JSON itself may fail.
        _reader = new Utf8JsonReader(payload, new JsonReaderOptions { MaxDepth = PayloadLimits.MaxBytes });
    }

    /// <summary>Null while nothing is wrong.</summary>
    public Refusal? Refusal { get; private set; }

    public int Count { get; private set; }

    /// <summary>The path of the array.</summary>
    public string Path { get; private set; } = "$";

    /// <summary>How many objects and arrays are around each item.</summary>
    public int Depth { get; private set; } = 1;

    public readonly long Position => _reader.BytesConsumed;

    /// <param name="items">Gets the bytes of each item; room for <see cref="PayloadLimits.MaxBatchItems"/>.</param>
    public void Split(scoped Span<Range> items)
    {
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.StartArray)
        {
            Items(items);
        }
        else
        {
            Envelope(items);
        }

        // The reader throws when anything but white space follows.
        _ = Refusal is null && _reader.Read();
        if (Refusal is not null)
        {
            return;
        }

        if (Count == 0)
        {
            Refusal = new Refusal(RefusalCode.BatchEmpty, Path, $"The batch has no items; 1 to {PayloadLimits.MaxBatchItems} are allowed.");
        }
        else if (Count > PayloadLimits.MaxBatchItems)
        {
            Refusal = new Refusal(RefusalCode.BatchTooLarge, Path, $"The batch has {Count} items; 1 to {PayloadLimits.MaxBatchItems} are allowed.");
        }
    }

    private void Envelope(scoped Span<Range> items)
    {
        Path = "$.batch";
        Depth = 2;
        var names = new NameSet(_payload);
        while (Refusal is null && _reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!names.Add(ref _reader))
            {
                Refuse(RefusalCode.DuplicateKey, $"The member {FoundText.Of(ref _reader)} is given twice; each may be given once.");
                return;
            }

            var known = _format.TryFind(ref _reader, out var field, out _);
            _reader.Read();
            if (known && field!.Kind == FieldKind.Batch)
            {
                if (_reader.TokenType != JsonTokenType.StartArray)
                {
                    Refuse(RefusalCode.FieldType, $"Found {FoundText.Of(ref _reader)}; an array of messages is allowed.");
                    return;
                }

                Items(items);
            }
            else if (known && field!.Kind == FieldKind.Identity)
            {
                Refusal = ItemDecoder.CheckIdentity(_context, _payload, _reader, (IdentityField)field.Slot);
                _reader.Skip();
            }
            else
            {
                _reader.Skip();
            }
        }
    }

    private void Items(scoped Span<Range> items)
    {
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)_reader.TokenStartIndex;
            _reader.Skip();
            if (Count < items.Length)
            {
                items[Count] = start..(int)_reader.BytesConsumed;
            }

            Count++;
        }
    }

    private void Refuse(RefusalCode code, string sentence)
        => Refusal = new Refusal(code, JsonPath.At("$", _payload, _reader.TokenStartIndex), sentence);
}
