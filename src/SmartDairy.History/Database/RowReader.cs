namespace SmartDairy.History.Database;

/// <summary>Reads the columns of a row one after the other. Columns count from 0.</summary>
internal abstract class RowReader
{
    private int _next;

    public int Short() => Short(_next++);

    public int Int() => Int(_next++);

    public int? IntOrNull() => IsNull(_next) ? Skip<int?>() : Int(_next++);

    /// <returns>32 flags.</returns>
    public uint Bits() => Bits(_next++);

    public long Long() => Long(_next++);

    public long? LongOrNull() => IsNull(_next) ? Skip<long?>() : Long(_next++);

    /// <summary>NaN for null: a stored value is never NaN.</summary>
    public double DoubleOrNaN() => DoubleOrNaN(_next++);

    public string Text() => Text(_next++);

    public string? TextOrNull() => IsNull(_next) ? Skip<string?>() : Text(_next++);

    public bool Bool() => Bool(_next++);

    public bool? BoolOrNull() => IsNull(_next) ? Skip<bool?>() : Bool(_next++);

    public byte[] Bytes() => Bytes(_next++);

    /// <returns>Unix milliseconds.</returns>
    public long Timestamp() => Timestamp(_next++);

    /// <returns>Unix milliseconds.</returns>
    public long? TimestampOrNull() => IsNull(_next) ? Skip<long?>() : Timestamp(_next++);

    public abstract bool IsNull(int column);

    public abstract int Short(int column);

    public abstract int Int(int column);

    public abstract uint Bits(int column);

    public abstract long Long(int column);

    public abstract double DoubleOrNaN(int column);

    public abstract string Text(int column);

    public abstract bool Bool(int column);

    public abstract byte[] Bytes(int column);

    public abstract long Timestamp(int column);

    /// <summary>The next value read is that of the first column.</summary>
    protected internal void Rewind() => _next = 0;

    private T? Skip<T>()
    {
        _next++;
        return default;
    }
}
