namespace SmartDairy.History.Sqlite.Database;

/// <summary>An error of SQLite by its primary result code.</summary>
internal sealed class SqliteResultException(int code, string message) : Exception(message)
{
    public int Code { get; } = code & 0xFF;

    /// <summary>Trying again is of no use, and nothing is wrong with the store.</summary>
    public bool IsDataError => Code is SQLitePCL.raw.SQLITE_CONSTRAINT or SQLitePCL.raw.SQLITE_MISMATCH or SQLitePCL.raw.SQLITE_TOOBIG;

    /// <summary>
    /// Busy, locked and full pass by themselves and leave the connection whole; after anything else a new connection is safer.
    /// </summary>
    public bool KeepsConnectionUsable => Code is SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED or SQLitePCL.raw.SQLITE_FULL;
}
