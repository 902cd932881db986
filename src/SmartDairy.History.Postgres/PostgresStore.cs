using Microsoft.Extensions.Logging;
using Npgsql;
using SmartDairy.History.Alerts;
using SmartDairy.History.Herds;
using SmartDairy.History.Postgres.Database;
using SmartDairy.History.Postgres.Ledger;
using SmartDairy.History.Postgres.Maintenance;
using SmartDairy.History.Postgres.Readings;
using SmartDairy.History.Postgres.Schema;
using SmartDairy.History.Postgres.Writing;
using SmartDairy.History.Writing;

namespace SmartDairy.History.Postgres;

/// <summary>
/// One process's view of a PostgreSQL database: its connections, its writer and its ledger, shared by <see cref="PostgresHistory"/> and
/// <see cref="PostgresRegistry"/>.
/// Any number of processes may have one database open.
/// </summary>
public sealed class PostgresStore : IAsyncDisposable
{
    private readonly NpgsqlDataSource? _owned;
    private int _disposed;

    private PostgresStore(
        PostgresHistoryOptions options, ILogger logger, TimeProvider time, NpgsqlDataSource source, bool owns, string kind)
    {
        _owned = owns ? source : null;
        Options = options;
        DataSource = source;
        Description = kind;
        Executor = new PostgresExecutor(source);
        DeviceKeys = new DeviceKeys(Executor, time);
        Ledger = new MessageLedger(Executor);
        AlertCommits = Alerts.AlertCommits.OpenQueue(Executor);
        HerdWrites = Herds.HerdWrites.OpenQueue(Executor);
        Maintenance = new MaintenanceWorker(options, Executor, time, logger);
        Writer = new HistoryWriter(options, source, DeviceKeys, Maintenance, time, logger);
    }

    /// <summary>Rows that wait for a commit, the running ones included, for a gauge.</summary>
    public int PendingRows => Writer.PendingRows;

    /// <summary>The process's connections, for whatever else uses the database.</summary>
    public NpgsqlDataSource DataSource { get; }

    internal PostgresHistoryOptions Options { get; }

    internal string Description { get; }

    internal PostgresExecutor Executor { get; }

    internal DeviceKeys DeviceKeys { get; }

    internal MessageLedger Ledger { get; }

    internal CommitQueue<AlertCommit, bool> AlertCommits { get; }

    internal CommitQueue<IReadOnlyList<HerdWrite>, bool> HerdWrites { get; }

    internal MaintenanceWorker Maintenance { get; }

    internal HistoryWriter Writer { get; }

    /// <summary>See <see cref="OpenAsync"/>.</summary>
    public static PostgresStore Open(
        PostgresHistoryOptions options, ILogger<PostgresStore> logger, TimeProvider time, NpgsqlDataSource? source = null)
        => Task.Run(() => OpenAsync(options, logger, time, source)).GetAwaiter().GetResult();

    /// <summary>
    /// Brings the schema up to date (several processes may start at once) and opens the store.
    /// Throws <see cref="HistoryUnavailableException"/> when the database cannot be reached or a newer version wrote it, and
    /// <see cref="ArgumentException"/> naming every option that is out of range.
    /// </summary>
    /// <param name="source">Connections to use; null for those of the options. Whoever made it disposes it.</param>
    public static async Task<PostgresStore> OpenAsync(
        PostgresHistoryOptions options, ILogger<PostgresStore> logger, TimeProvider time, NpgsqlDataSource? source = null,
        CancellationToken cancellationToken = default)
    {
        var failures = PostgresHistoryOptionsValidator.FindFailures(options);
        if (failures.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', failures), nameof(options));
        }

        var given = source ?? options.DataSource;
        var used = given ?? DataSourceFactory.Create(options, loggers: null);
        try
        {
            var kind = await SchemaMigrator.MigrateAsync(options, used, logger, cancellationToken);
            var store = new PostgresStore(options, logger, time, used, owns: given is null, kind);
            store.Maintenance.Start();
            return store;
        }
        catch
        {
            if (given is null)
            {
                await used.DisposeAsync();
            }

            throw;
        }
    }

    /// <summary>Commits what was appended, then closes the connections that it opened itself.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await Writer.DisposeAsync();
            await AlertCommits.DisposeAsync();
            await HerdWrites.DisposeAsync();
            await Maintenance.DisposeAsync();
            Executor.Close();
            if (_owned is not null)
            {
                await _owned.DisposeAsync();
            }
        }
    }
}
