using Npgsql;
using SmartDairy.Servers;
using SmartDairy.Testing;

[assembly: AssemblyFixture(typeof(SmartDairy.History.Postgres.Tests.Store.TestDatabases))]

namespace SmartDairy.History.Postgres.Tests.Store;

/// <summary>
/// One PostgreSQL for the whole assembly and an empty database for each test, copied from one that was brought up to date once. A server
/// that is killed keeps what it had written without syncing, only a machine that loses power does not; so this one does not sync.
/// </summary>
public sealed class TestDatabases : IAsyncLifetime
{
    private const string Template = "smartdairy_template";
    private readonly SemaphoreSlim _templateLock = new(1);
    private PostgresServer? _server;
    private bool _hasTemplate;
    private int _last;

    public PostgresServer Server => _server!;

    public async ValueTask InitializeAsync()
    {
        if (PostgresServer.IsInstalled)
        {
            _server =
                await PostgresServer.StartAsync(new Dictionary<string, string>
                { ["fsync"] = "off", ["synchronous_commit"] = "on", ["full_page_writes"] = "off", ["deadlock_timeout"] = "100ms" });
        }
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _templateLock.Dispose();
    }

    /// <summary>The connection string of a database of its own, with an up-to-date schema.</summary>
    public async Task<string> CreateAsync()
    {
        RequiredServer.SkipOrFailIfMissing(PostgresServer.IsInstalled, PostgresServer.NotInstalledMessage);
        await _templateLock.WaitAsync();
        try
        {
            if (!_hasTemplate)
            {
                await ExecuteAsync($"create database {Template}");
                await using (await PostgresStoreUnderTest.OpenStoreAsync(ConnectionStringOf(Template)))
                {
                    // Opening it brings it up to date.
                }

                _hasTemplate = true;
            }

            var name = $"test_{Interlocked.Increment(ref _last)}";
            await ExecuteAsync($"create database {name} template {Template}");
            return ConnectionStringOf(name);
        }
        finally
        {
            _templateLock.Release();
        }
    }

    /// <summary>The connection string of a database of its own, empty.</summary>
    public async Task<string> CreateEmptyAsync()
    {
        RequiredServer.SkipOrFailIfMissing(PostgresServer.IsInstalled, PostgresServer.NotInstalledMessage);
        var name = $"empty_{Interlocked.Increment(ref _last)}";
        await ExecuteAsync($"create database {name} template template0");
        return ConnectionStringOf(name);
    }

    /// <summary>What another process would find had everyone connected to this database been killed now.</summary>
    public async Task<string> CopyAsync(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        var copy = $"copy_{Interlocked.Increment(ref _last)}";
        await ExecuteAsync($"alter database {name} allow_connections false");
        try
        {
            await TerminateAsync(name!);
            await ExecuteAsync($"create database {copy} template {name}");
        }
        finally
        {
            await ExecuteAsync($"alter database {name} allow_connections true");
        }

        return ConnectionStringOf(copy);
    }

    /// <summary>From now on every transaction of the database is read-only, or no longer.</summary>
    public async Task SetReadOnlyAsync(string connectionString, bool readOnly)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        await ExecuteAsync($"alter database {name} set default_transaction_read_only = {(readOnly ? "on" : "off")}");
        await TerminateAsync(name);
    }

    /// <summary>Ends every connection to a database, whatever it is doing.</summary>
    public async Task<int> TerminateAsync(string database)
        => (int)(long)(await ExecuteAsync(
            $"select count(pg_terminate_backend(pid, 5000)) from pg_stat_activity where datname = '{database}'"))!;

    private async Task<object?> ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionStringOf("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private string ConnectionStringOf(string database) => Server.ConnectionString(database);
}
