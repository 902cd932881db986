using System.Buffers.Binary;
using System.Text;
using SmartDairy.History.Database;
using SmartDairy.History.Postgres.Database;

namespace SmartDairy.History.Postgres.Readings;

/// <summary>Rows in the binary format of COPY, in a buffer that is used again and again.</summary>
internal sealed class CopyBuffer : IRowWriter
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
        [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', (byte)'\n', 0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0,
            0, 0];

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

    public void Short(int value)
    {
        var field = Field(2);
        BinaryPrimitives.WriteInt16BigEndian(field, (short)value);
    }

    public void Bits(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Field(4), value);

    public void Int(int? value)
    {
        if (value is { } known)
        {
            BinaryPrimitives.WriteInt32BigEndian(Field(4), known);
        }
        else
        {
            Null();
        }
    }

    public void Long(long? value)
    {
        if (value is { } known)
        {
            BinaryPrimitives.WriteInt64BigEndian(Field(8), known);
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

    /// <param name="value">Unix milliseconds; a time that cannot be stored becomes the nearest that can.</param>
    public void Timestamp(long? value)
    {
        if (value is { } known)
        {
            var milliseconds = Math.Clamp(known, PostgresTimestamp.Earliest, PostgresTimestamp.Latest) - PostgresEpoch;
            BinaryPrimitives.WriteInt64BigEndian(Field(8), milliseconds * 1000);
        }
        else
        {
            Null();
        }
    }

    public void Text(string? value)
    {
        if (value is null)
        {
            Null();
            return;
        }

        var text = PostgresText.Sanitize(value);
        var maxLength = Encoding.UTF8.GetMaxByteCount(text.Length);
        Reserve(4 + maxLength + MaxRowRemainderBytes);
        var length = Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_length + 4));
        BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(_length), length);
        _length += 4 + length;
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Reserve(4 + value.Length + MaxRowRemainderBytes);
        BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(_length), value.Length);
        value.CopyTo(_bytes.AsSpan(_length + 4));
        _length += 4 + value.Length;
    }

    private void Null()
    {
        BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(_length), -1);
        _length += 4;
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
