using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using SmartDairy.History.Alerts;
using SmartDairy.History.Herds;
using SmartDairy.History.Registry;
using SmartDairy.History.Sqlite;
using SmartDairy.Testing.History;

namespace SmartDairy.History.Tests.Sqlite;

/// <summary>A SQLite store in a directory of its own, which goes with it.</summary>
public sealed class SqliteStoreUnderTest : StoreUnderTest
{
    private readonly string _directory;
    private readonly Func<IHistory, IHistory> _wrap;
    private readonly SqliteHistoryOptions _options;
    private SqliteStore? _store;
    private IHistory? _history;

    private SqliteStoreUnderTest(string directory, Func<IHistory, IHistory>? wrap, Action<SqliteHistoryOptions>? configure)
    {
        _directory = directory;
        _wrap = wrap ?? (history => history);
        _options = new SqliteHistoryOptions { DataDirectory = directory, BusyTimeout = TimeSpan.FromMilliseconds(50) };
        configure?.Invoke(_options);
        Open();
    }

    public override IHistory History => _history!;

    public override IRegistry Registry => new SqliteRegistry(Inner);

    public override IAlertStore Alerts => new SqliteAlertStore(Inner, TimeProvider.System);

    public override IHerdStore Herds => new SqliteHerdStore(Inner);

    public SqliteStore Inner => _store!;

    public string DatabasePath => Path.Combine(_directory, SqliteHistoryOptions.FileName);

    /// <param name="wrap">Puts something between the suite and the store.</param>
    public static SqliteStoreUnderTest Create(Func<IHistory, IHistory>? wrap = null, Action<SqliteHistoryOptions>? configure = null)
        => new(Directory.CreateTempSubdirectory("smartdairy-history-").FullName, wrap, configure);

    public override async Task ReopenAsync()
    {
        await Inner.DisposeAsync();
        Open();
    }

    public override async Task<StoreUnderTest> CopyAfterCrashAsync()
    {
        // A reader keeps the write-ahead log from being started over between the two copies: file by file, a copy is not one moment.
        await using var reader = Connect();
        await using var transaction = reader.BeginTransaction(deferred: true);
        Execute(reader, "select count(*) from probe");
        var copy = Directory.CreateTempSubdirectory("smartdairy-crash-").FullName;
        foreach (var suffix in (string[])["", "-wal"])
        {
            await using var from =
                new FileStream(DatabasePath + suffix, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            await using var to = File.Create(Path.Combine(copy, SqliteHistoryOptions.FileName + suffix));
            await from.CopyToAsync(to);
        }

        return new SqliteStoreUnderTest(copy, _wrap, null);
    }

    public override Task<IAsyncDisposable> BlockWritesAsync()
    {
        var connection = Connect();
        Execute(connection, "begin immediate");
        return Task.FromResult<IAsyncDisposable>(connection);
    }

    /// <summary>Another program's connection to the file.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = DatabasePath, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    public static object? Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    public override async ValueTask DisposeAsync()
    {
        await Inner.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private void Open()
    {
        _store = SqliteStore.Open(_options, NullLogger<SqliteStore>.Instance);
        _history = _wrap(new SqliteHistory(_store, TimeProvider.System));
    }
}
