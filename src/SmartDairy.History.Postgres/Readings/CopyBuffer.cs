using System.Buffers.Binary;
using System.Text;
using SmartDairy.History.Postgres.Database;

namespace SmartDairy.History.Postgres.Readings;

/// <summary>Rows in the binary format of COPY, in a buffer that is used again and again.</summary>
internal sealed class CopyBuffer
{
    private const int MaxFixedFieldBytes = 12;
    private const int MaxRetainedBytes = 8 << 20;

    /// <summary>A text must leave room for the numbers after it, which <see cref="BeginRow"/> had reserved.</summary>
    private const int MaxRowRemainderBytes = 64 * MaxFixedFieldBytes;
    private const long PostgresEpoch = 946_684_800_000; // 2000-01-01T00:00:00Z
    private byte[] _bytes = new byte[64 * 1024];
    private int _length;

    /// <summary>The format's signature, no flags, no extension.</summary>
    private static ReadOnlySpan<byte> Header =>
        [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', (byte)'\n', 0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    public void BeginCopy()
    {
        // One unusual batch must not hold its memory for ever.
        if (_bytes.Length > MaxRetainedBytes)
        {
            _bytes = new byte[MaxRetainedBytes];
        }

        Header.CopyTo(_bytes);
        _length = Header.Length;
    }

    public void EndCopy()
    {
        Reserve(2);
        BinaryPrimitives.WriteInt16BigEndian(_bytes.AsSpan(_length), -1);
        _length += 2;
    }

    /// <summary>Starts a row; makes room for its numbers.</summary>
    public void BeginRow(int fields)
    {
        Reserve(2 + (fields * MaxFixedFieldBytes));
        BinaryPrimitives.WriteInt16BigEndian(_bytes.AsSpan(_length), (short)fields);
        _length += 2;
    }

    public void Null()
    {
        BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(_length), -1);
        _length += 4;
    }

    public void Short(int value)
    {
        var field = Field(2);
        BinaryPrimitives.WriteInt16BigEndian(field, (short)value);
    }

    public void Int(int value) => BinaryPrimitives.WriteInt32BigEndian(Field(4), value);

    public void Int(int? value)
    {
        if (value is { } known)
        {
            Int(known);
        }
        else
        {
            Null();
        }
    }

    public void Long(long value) => BinaryPrimitives.WriteInt64BigEndian(Field(8), value);

    public void Long(long? value)
    {
        if (value is { } known)
        {
            Long(known);
        }
        else
        {
            Null();
        }
    }

    /// <summary>NaN is null.</summary>
    public void Double(double value)
    {
        if (double.IsNaN(value))
        {
            Null();
        }
        else
        {
            BinaryPrimitives.WriteDoubleBigEndian(Field(8), value);
        }
    }

    public void Bool(bool? value)
    {
        if (value is { } known)
        {
            Field(1)[0] = known ? (byte)1 : (byte)0;
        }
        else
        {
            Null();
        }
    }

    /// <param name="milliseconds">Unix milliseconds; out of what can be stored, the nearest that can.</param>
    public void Timestamp(long milliseconds) => Long((Math.Clamp(milliseconds, PostgresTimestamp.Earliest, PostgresTimestamp.Latest) - PostgresEpoch) * 1000);

    public void Timestamp(long? milliseconds)
    {
        if (milliseconds is { } known)
        {
            Timestamp(known);
        }
        else
        {
            Null();
        }
    }

    public void Text(string? text)
    {
        if (text is null)
        {
            Null();
            return;
        }

        text = PostgresText.Sanitize(text);
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        Reserve(4 + most + MaxRowRemainderBytes);
        var length = Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_length + 4));
        BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(_length), length);
        _length += 4 + length;
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Reserve(4 + bytes.Length + MaxRowRemainderBytes);
        BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(_length), bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_length + 4));
        _length += 4 + bytes.Length;
    }

    private Span<byte> Field(int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(_length), length);
        var field = _bytes.AsSpan(_length + 4, length);
        _length += 4 + length;
        return field;
    }

    private void Reserve(int length)
    {
        if (_bytes.Length - _length < length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + length));
        }
    }
}
