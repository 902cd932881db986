using System.Globalization;
using System.Text.Json;
using SmartDairy.History.Database;
using SQLitePCL;

namespace SmartDairy.History.Sqlite.Database;

/// <summary>
/// A prepared statement. Borrow it with <see cref="SqliteSession.Prepare"/>; disposing gives it back (a statement not given back would hold
/// its
/// read transaction open and stop the write-ahead log from being emptied). Parameters count from 1, columns from 0.
/// </summary>
internal sealed class SqliteStatement(sqlite3 db, sqlite3_stmt handle) : RowReader, IRowWriter, IDisposable
{
    private int _lastBound;

    public bool IsInUse { get; set; }

    public void Bind(int index, long value) => raw.sqlite3_bind_int64(handle, index, value);

    public void Bind(int index, double value) => raw.sqlite3_bind_double(handle, index, value);

    public void Bind(int index, ReadOnlySpan<byte> value)
        => Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(handle, index, 0) : raw.sqlite3_bind_blob(handle, index, value));

    public void Bind(int index, long? value)
    {
        if (value is { } number)
        {
            raw.sqlite3_bind_int64(handle, index, number);
        }
        else
        {
            raw.sqlite3_bind_null(handle, index);
        }
    }

    public void Bind(int index, bool? value) => Bind(index, value is { } flag ? (flag ? 1L : 0L) : (long?)null);

    public void Bind(int index, string? value)
    {
        if (value is null)
        {
            raw.sqlite3_bind_null(handle, index);
        }
        else
        {
            Check(raw.sqlite3_bind_text(handle, index, value));
        }
    }

    /// <summary>Binds values to the parameters from the first one on.</summary>
    public void BindAll(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            switch (values[i])
            {
                case null:
                    raw.sqlite3_bind_null(handle, i + 1);
                    break;
                case string text:
                    Bind(i + 1, text);
                    break;
                case bool flag:
                    Bind(i + 1, flag);
                    break;
                case UnixTimestamp moment:
                    Bind(i + 1, moment.Milliseconds);
                    break;
                case Array array:
                    Bind(i + 1, JsonSerializer.Serialize<object>(array));
                    break;
                case var number:
                    Bind(i + 1, Convert.ToInt64(number, CultureInfo.InvariantCulture));
                    break;
            }
        }
    }

    /// <summary>The next value written is that of the first parameter.</summary>
    public void BeginBind() => _lastBound = 0;

    void IRowWriter.Short(int value) => Bind(++_lastBound, (long)value);

    void IRowWriter.Int(int? value) => Bind(++_lastBound, value);

    void IRowWriter.Bits(uint value) => Bind(++_lastBound, (long)value);

    void IRowWriter.Long(long? value) => Bind(++_lastBound, value);

    void IRowWriter.Double(double value) => Bind(++_lastBound, value);

    void IRowWriter.Text(string? value) => Bind(++_lastBound, value);

    void IRowWriter.Bool(bool? value) => Bind(++_lastBound, value);

    void IRowWriter.Bytes(ReadOnlySpan<byte> value) => Bind(++_lastBound, value);

    void IRowWriter.Timestamp(long? value) => Bind(++_lastBound, value);

    /// <summary>True when a row is there to be read, false at the end.</summary>
    public bool Step()
    {
        Rewind();
        var code = raw.sqlite3_step(handle);
        return code == raw.SQLITE_ROW || (code == raw.SQLITE_DONE ? false : throw CreateException(code));
    }

    /// <summary>Runs a statement whose rows, if any, nobody wants, and makes it ready to run again with its parameters kept.</summary>
    public void Execute()
    {
        var code = raw.sqlite3_step(handle);
        if (code is not (raw.SQLITE_DONE or raw.SQLITE_ROW))
        {
            var fault = CreateException(code);
            raw.sqlite3_reset(handle);
            throw fault;
        }

        Check(raw.sqlite3_reset(handle));
    }

    public void Reset() => raw.sqlite3_reset(handle);

    public override bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public override int Short(int column) => raw.sqlite3_column_int(handle, column);

    public override int Int(int column) => raw.sqlite3_column_int(handle, column);

    public override uint Bits(int column) => (uint)raw.sqlite3_column_int64(handle, column);

    public override long Long(int column) => raw.sqlite3_column_int64(handle, column);

    /// <summary>NaN for null: SQLite stores NaN as null.</summary>
    public override double DoubleOrNaN(int column) => IsNull(column) ? double.NaN : raw.sqlite3_column_double(handle, column);

    public override string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string();

    public override bool Bool(int column) => raw.sqlite3_column_int(handle, column) != 0;

    public override byte[] Bytes(int column) => raw.sqlite3_column_blob(handle, column).ToArray();

    public override long Timestamp(int column) => raw.sqlite3_column_int64(handle, column);

    public void Dispose()
    {
        raw.sqlite3_reset(handle);
        raw.sqlite3_clear_bindings(handle);
        IsInUse = false;
    }

    /// <summary>Frees it for good.</summary>
    public void Close() => handle.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw CreateException(code);
        }
    }

    private SqliteResultException CreateException(int code) => new(code, raw.sqlite3_errmsg(db).utf8_to_string());
}
