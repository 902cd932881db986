using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using SmartDairy.History.Alerts;
using SmartDairy.History.Herds;
using SmartDairy.History.Registry;
using SmartDairy.Testing.History;

namespace SmartDairy.History.Postgres.Tests.Store;

/// <summary>A store on a database of its own.</summary>
public sealed class PostgresStoreUnderTest : StoreUnderTest
{
    private readonly TestDatabases _databases;
    private readonly Action<PostgresHistoryOptions>? _configure;
    private PostgresStore? _store;

    private PostgresStoreUnderTest(TestDatabases databases, string connectionString, Action<PostgresHistoryOptions>? configure)
    {
        _databases = databases;
        _configure = configure;
        ConnectionString = connectionString;
    }

    public string ConnectionString { get; }

    public PostgresStore Inner => _store!;

    public override bool SupportsMultipleProcesses => true;

    public override IHistory History => new PostgresHistory(Inner, TimeProvider.System);

    public override IRegistry Registry => new PostgresRegistry(Inner);

    public override IAlertStore Alerts => new PostgresAlertStore(Inner, TimeProvider.System);

    public override IHerdStore Herds => new PostgresHerdStore(Inner);

    public static async Task<PostgresStoreUnderTest> CreateAsync(TestDatabases databases, Action<PostgresHistoryOptions>? configure = null)
    {
        var store = new PostgresStoreUnderTest(databases, await databases.CreateAsync(), configure);
        store._store = await OpenStoreAsync(store.ConnectionString, configure);
        return store;
    }

    public static Task<PostgresStore> OpenStoreAsync(string connectionString, Action<PostgresHistoryOptions>? configure = null)
    {
        var options = new PostgresHistoryOptions { ConnectionString = connectionString };
        configure?.Invoke(options);
        return PostgresStore.OpenAsync(options, NullLogger<PostgresStore>.Instance, TimeProvider.System);
    }

    public override async Task ReopenAsync()
    {
        await Inner.DisposeAsync();
        _store = await OpenStoreAsync(ConnectionString, _configure);
    }

    public override async Task<StoreUnderTest> CopyAfterCrashAsync()
    {
        var copy = new PostgresStoreUnderTest(_databases, await _databases.CopyAsync(ConnectionString), _configure);
        copy._store = await OpenStoreAsync(copy.ConnectionString, _configure);
        return copy;
    }

    public override async Task<StoreUnderTest> OpenAnotherAsync()
    {
        var other = new PostgresStoreUnderTest(_databases, ConnectionString, _configure);
        other._store = await OpenStoreAsync(ConnectionString, _configure);
        return other;
    }

    public override async Task<IAsyncDisposable> BlockWritesAsync()
    {
        await _databases.SetReadOnlyAsync(ConnectionString, readOnly: true);
        return new WriteBlock(_databases, ConnectionString);
    }

    public async Task<object?> ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    public override ValueTask DisposeAsync() => Inner.DisposeAsync();

    private sealed class WriteBlock(TestDatabases databases, string connectionString) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await databases.SetReadOnlyAsync(connectionString, readOnly: false);
    }
}
