using System.Text.Json;
using SmartDairy.Protocol.Payloads.Fields;
using SmartDairy.Protocol.Payloads.Json;
using SmartDairy.Protocol.Rejections;

namespace SmartDairy.Protocol.Payloads;

/// <summary>
/// Finds the items of a batch without decoding them, so that their number is known before the first is decoded. Identity members beside
/// <c>batch</c> must match the sender's registration; other members are ignored.
/// </summary>
internal ref struct BatchSplitter
{
    private readonly ref readonly DecodeContext _context;
    private readonly PayloadFieldTable _format;
    private readonly ReadOnlySpan<byte> _payload;
    private Utf8JsonReader _reader;

    public BatchSplitter(in DecodeContext context, PayloadFieldTable format, ReadOnlySpan<byte> payload)
    {
        _context = ref context;
        _format = format;
        _payload = payload;

        // Depth is checked item by item; here only invalid JSON may fail.
        _reader = new Utf8JsonReader(payload, new JsonReaderOptions { MaxDepth = PayloadLimits.MaxBytes });
    }

    /// <summary>The first error; null when there is none.</summary>
    public Rejection? Rejection { get; private set; }

    public int Count { get; private set; }

    /// <summary>JSON path of the array.</summary>
    public string Path { get; private set; } = "$";

    /// <summary>Number of objects and arrays around each item.</summary>
    public int Depth { get; private set; } = 1;

    public readonly long Position => _reader.BytesConsumed;

    /// <summary>Finds the items.</summary>
    /// <param name="items">Receives the byte range of each item; must have room for <see cref="PayloadLimits.MaxBatchItems"/>.</param>
    public void Split(scoped Span<Range> items)
    {
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.StartArray)
        {
            SplitItems(items);
        }
        else
        {
            SplitEnvelope(items);
        }

        // The reader throws when anything other than white space follows.
        _ = Rejection is null && _reader.Read();
        if (Rejection is not null)
        {
            return;
        }

        if (Count == 0)
        {
            Rejection =
                new Rejection(RejectionCode.BatchEmpty, Path, $"The batch has no items; 1 to {PayloadLimits.MaxBatchItems} are allowed.");
        }
        else if (Count > PayloadLimits.MaxBatchItems)
        {
            Rejection =
                new Rejection(
                    RejectionCode.BatchTooLarge, Path, $"The batch has {Count} items; 1 to {PayloadLimits.MaxBatchItems} are allowed.");
        }
    }

    private void SplitEnvelope(scoped Span<Range> items)
    {
        Path = "$.batch";
        Depth = 2;
        var names = new MemberNameSet(_payload);
        while (Rejection is null && _reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!names.Add(ref _reader))
            {
                Reject(RejectionCode.DuplicateKey, $"The member {PayloadExcerpt.Format(ref _reader)} is given twice; remove one.");
                return;
            }

            var known = _format.TryFind(ref _reader, out var field, out _);
            _reader.Read();
            if (known && field!.Kind == PayloadFieldKind.Batch)
            {
                if (_reader.TokenType != JsonTokenType.StartArray)
                {
                    Reject(RejectionCode.FieldType, $"Found {PayloadExcerpt.Format(ref _reader)}; an array of messages is allowed.");
                    return;
                }

                SplitItems(items);
            }
            else if (known && field!.Kind == PayloadFieldKind.Identity)
            {
                Rejection = ItemDecoder.CheckIdentity(_context, _payload, _reader, (IdentityField)field.Slot);
                _reader.Skip();
            }
            else
            {
                _reader.Skip();
            }
        }
    }

    private void SplitItems(scoped Span<Range> items)
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

    private void Reject(RejectionCode code, string message)
        => Rejection = new Rejection(code, JsonPathFinder.Find("$", _payload, _reader.TokenStartIndex), message);
}
