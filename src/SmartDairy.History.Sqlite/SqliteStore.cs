using Microsoft.Extensions.Logging;
using SmartDairy.History.Sqlite.Database;
using SmartDairy.History.Sqlite.Ledger;
using SmartDairy.History.Sqlite.Schema;
using SmartDairy.History.Sqlite.Writing;

namespace SmartDairy.History.Sqlite;

/// <summary>
/// One open database file: its writer, its readers and its ledger, shared by <see cref="SqliteHistory"/> and <see cref="SqliteRegistry"/>.
/// One process opens a file at a time: the ledger in memory is this process's alone.
/// </summary>
public sealed class SqliteStore : IAsyncDisposable
{
    private readonly DirectoryLock _lock;
    private int _disposed;

    private SqliteStore(SqliteHistoryOptions options, ILogger logger, DirectoryLock directoryLock)
    {
        _lock = directoryLock;
        Options = options;
        Ledger = new MessageLedger();
        Writer = new HistoryWriter(options, Ledger, logger);
        Readers = new ReaderPool(options);
        Database = new SqliteDatabase(Readers, Writer);
    }

    /// <summary>Rows that wait for a commit, for a gauge.</summary>
    public int PendingRows => Writer.PendingRows;

    internal SqliteHistoryOptions Options { get; }

    internal MessageLedger Ledger { get; }

    internal HistoryWriter Writer { get; }

    internal ReaderPool Readers { get; }

    /// <summary>The file, for the tables beside the readings.</summary>
    internal SqliteDatabase Database { get; }

    /// <summary>
    /// Makes the directory and the file when they are missing, brings the schema up to date and opens it.
    /// Throws <see cref="HistoryUnavailableException"/> when the directory cannot be written or another store has it open, or a newer
    /// version wrote the file, and
    /// <see cref="ArgumentException"/> naming every option that is out of range.
    /// </summary>
    public static SqliteStore Open(SqliteHistoryOptions options, ILogger<SqliteStore> logger)
    {
        var failures = SqliteHistoryOptionsValidator.FindFailures(options);
        if (failures.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', failures), nameof(options));
        }

        var directoryLock = DirectoryLock.Acquire(options.DataDirectory);
        try
        {
            SchemaMigrator.Migrate(options, logger);
            return new SqliteStore(options, logger, directoryLock);
        }
        catch
        {
            directoryLock.Dispose();
            throw;
        }
    }

    /// <summary>Commits what was appended, then closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await Writer.DisposeAsync();
            Readers.Dispose();
            _lock.Dispose();
        }
    }
}
