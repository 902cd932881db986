using Microsoft.Extensions.Logging;
using Npgsql;
using SmartDairy.History.Timescale.Alerts;
using SmartDairy.History.Timescale.Database;
using SmartDairy.History.Timescale.Herds;
using SmartDairy.History.Timescale.Ledger;
using SmartDairy.History.Timescale.Readings;
using SmartDairy.History.Timescale.Schema;
using SmartDairy.History.Timescale.Upkeep;
using SmartDairy.History.Timescale.Writing;

namespace SmartDairy.History.Timescale;

/// <summary>
/// One process's view of a PostgreSQL database: its connections, its writer and its ledger, shared by <see cref="TimescaleHistory"/> and <see cref="TimescaleRegistry"/>.
/// Any number of processes may have one database open.
/// </summary>
public sealed class TimescaleStore : IAsyncDisposable
{
    private readonly NpgsqlDataSource? _owned;
    private int _disposed;

    private TimescaleStore(TimescaleHistoryOptions options, ILogger logger, TimeProvider time, NpgsqlDataSource source, bool owns, string kind)
    {
        _owned = owns ? source : null;
        Options = options;
        DataSource = source;
        Kind = kind;
        Connections = new Connections(source);
        Devices = new DeviceKeys(Connections, time);
        Ledger = new LedgerView(Connections);
        Alerts = new AlertLane(Connections);
        Herds = new HerdLane(Connections);
        Upkeep = new Caretaker(options, Connections, time, logger);
        Writer = new Writer(options, source, Devices, Upkeep, time, logger);
    }

    /// <summary>Rows that wait for a commit, the running ones included, for a gauge.</summary>
    public int PendingRows => Writer.Pending;

    /// <summary>The process's connections, for whatever else uses the database.</summary>
    public NpgsqlDataSource DataSource { get; }

    internal TimescaleHistoryOptions Options { get; }

    internal string Kind { get; }

    internal Connections Connections { get; }

    internal DeviceKeys Devices { get; }

    internal LedgerView Ledger { get; }

    internal AlertLane Alerts { get; }

    internal HerdLane Herds { get; }

    internal Caretaker Upkeep { get; }

    internal Writer Writer { get; }

    /// <summary>See <see cref="OpenAsync"/>.</summary>
    public static TimescaleStore Open(TimescaleHistoryOptions options, ILogger<TimescaleStore> logger, TimeProvider time, NpgsqlDataSource? source = null)
        => Task.Run(() => OpenAsync(options, logger, time, source)).GetAwaiter().GetResult();

    /// <summary>
    /// Brings the schema up to date (several processes may start at once) and opens the store.
    /// Throws <see cref="HistoryUnavailableException"/> when the database cannot be reached or a newer version wrote it, and
    /// <see cref="ArgumentException"/> naming every option that is out of range.
    /// </summary>
    /// <param name="source">Connections to use; null for those of the options. Whoever made it disposes it.</param>
    public static async Task<TimescaleStore> OpenAsync(
        TimescaleHistoryOptions options, ILogger<TimescaleStore> logger, TimeProvider time, NpgsqlDataSource? source = null, CancellationToken cancellation = default)
    {
        var failures = TimescaleHistoryOptionsValidator.Failures(options);
        if (failures.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', failures), nameof(options));
        }

        var given = source ?? options.DataSource;
        var used = given ?? DataSources.Build(options, loggers: null);
        try
        {
            var kind = await Migrations.RunAsync(options, used, logger, cancellation);
            var store = new TimescaleStore(options, logger, time, used, owns: given is null, kind);
            store.Upkeep.Start();
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
            await Alerts.DisposeAsync();
            await Herds.DisposeAsync();
            await Upkeep.DisposeAsync();
            Connections.Close();
            if (_owned is not null)
            {
                await _owned.DisposeAsync();
            }
        }
    }
}
