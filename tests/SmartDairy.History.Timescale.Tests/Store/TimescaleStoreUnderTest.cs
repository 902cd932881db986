using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using SmartDairy.History.Alerts;
using SmartDairy.History.Herds;
using SmartDairy.History.Registry;
using SmartDairy.Testing.History;

namespace SmartDairy.History.Timescale.Tests.Store;

/// <summary>A store on a database of its own.</summary>
public sealed class TimescaleStoreUnderTest : StoreUnderTest
{
    private readonly Databases _databases;
    private readonly Action<TimescaleHistoryOptions>? _configure;
    private TimescaleStore? _store;

    private TimescaleStoreUnderTest(Databases databases, string connectionString, Action<TimescaleHistoryOptions>? configure)
    {
        _databases = databases;
        _configure = configure;
        ConnectionString = connectionString;
    }

    public string ConnectionString { get; }

    public TimescaleStore Inner => _store!;

    public override bool CanBeShared => true;

    public override IHistory History => new TimescaleHistory(Inner, TimeProvider.System);

    public override IRegistry Registry => new TimescaleRegistry(Inner);

    public override IAlertStore Alerts => new TimescaleAlertStore(Inner, TimeProvider.System);

    public override IHerdStore Herds => new TimescaleHerdStore(Inner);

    public static async Task<TimescaleStoreUnderTest> CreateAsync(Databases databases, Action<TimescaleHistoryOptions>? configure = null)
    {
        var store = new TimescaleStoreUnderTest(databases, await databases.CreateAsync(), configure);
        store._store = await OpenStoreAsync(store.ConnectionString, configure);
        return store;
    }

    public static Task<TimescaleStore> OpenStoreAsync(string connectionString, Action<TimescaleHistoryOptions>? configure = null)
    {
        var options = new TimescaleHistoryOptions { ConnectionString = connectionString };
        configure?.Invoke(options);
        return TimescaleStore.OpenAsync(options, NullLogger<TimescaleStore>.Instance, TimeProvider.System);
    }

    public override async Task ReopenAsync()
    {
        await Inner.DisposeAsync();
        _store = await OpenStoreAsync(ConnectionString, _configure);
    }

    public override async Task<StoreUnderTest> CrashAsync()
    {
        var copy = new TimescaleStoreUnderTest(_databases, await _databases.CopyAsync(ConnectionString), _configure);
        copy._store = await OpenStoreAsync(copy.ConnectionString, _configure);
        return copy;
    }

    public override async Task<StoreUnderTest> OpenAnotherAsync()
    {
        var other = new TimescaleStoreUnderTest(_databases, ConnectionString, _configure);
        other._store = await OpenStoreAsync(ConnectionString, _configure);
        return other;
    }

    public override async Task<IAsyncDisposable> BlockWritesAsync()
    {
        await _databases.SetReadOnlyAsync(ConnectionString, readOnly: true);
        return new Block(_databases, ConnectionString);
    }

    public async Task<object?> ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    public override ValueTask DisposeAsync() => Inner.DisposeAsync();

    private sealed class Block(Databases databases, string connectionString) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await databases.SetReadOnlyAsync(connectionString, readOnly: false);
    }
}
