using SQLitePCL;

namespace SmartDairy.History.Sqlite.Database;

/// <summary>
/// A prepared statement. Borrow it with <see cref="SqliteSession.Prepare"/>; disposing gives it back (a statement not given back would hold its
/// read transaction open and stop the write-ahead log from being emptied). Parameters count from 1, columns from 0.
/// </summary>
internal sealed class SqliteStatement(sqlite3 db, sqlite3_stmt handle) : IDisposable
{
    public bool IsInUse { get; set; }

    public void Bind(int index, long value) => raw.sqlite3_bind_int64(handle, index, value);

    public void Bind(int index, double value) => raw.sqlite3_bind_double(handle, index, value);

    public void BindNull(int index) => raw.sqlite3_bind_null(handle, index);

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

    /// <summary>True when a row is there to be read, false at the end.</summary>
    public bool Step()
    {
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

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public long Long(int column) => raw.sqlite3_column_int64(handle, column);

    public int Int(int column) => raw.sqlite3_column_int(handle, column);

    /// <summary>NaN for null: a stored value is never NaN, because SQLite turns NaN into null.</summary>
    public double DoubleOrNaN(int column) => IsNull(column) ? double.NaN : raw.sqlite3_column_double(handle, column);

    public string? TextOrNull(int column) => IsNull(column) ? null : raw.sqlite3_column_text(handle, column).utf8_to_string();

    public byte[] Blob(int column) => raw.sqlite3_column_blob(handle, column).ToArray();

    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    public int? IntOrNull(int column) => IsNull(column) ? null : Int(column);

    public bool? BoolOrNull(int column) => IsNull(column) ? null : Int(column) != 0;

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
