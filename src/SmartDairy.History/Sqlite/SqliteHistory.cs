using SmartDairy.Contracts;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Rejected;
using SmartDairy.History.Series;
using SmartDairy.History.Sqlite.Readings;
using SmartDairy.History.Sqlite.Rejected;
using SmartDairy.History.Sqlite.Series;

namespace SmartDairy.History.Sqlite;

/// <summary>The embedded history: SQLite in WAL mode with full synchronisation, one writer, a few readers.</summary>
public sealed class SqliteHistory(SqliteStore store, TimeProvider time) : IHistory, IAsyncDisposable
{
    public string Kind => $"SQLite, {store.Options.DatabasePath}";

    public Task<CommitReceipt> AppendAsync(IReadOnlyList<Reading> readings)
    {
        // A malformed reading must fail its own caller, never the commit it would have shared.
        foreach (var reading in readings)
        {
            if (reading.Values.Length != Metrics.Of(reading.Family).Length || string.IsNullOrEmpty(reading.DeviceId))
            {
                throw new ArgumentException($"A reading of {reading.Family} needs a device and {Metrics.Of(reading.Family).Length} values.", nameof(readings));
            }
        }

        return readings.Count == 0 ? Task.FromResult(CommitReceipt.Clean) : store.Writer.AppendAsync(readings);
    }

    public Task RejectAsync(IReadOnlyList<RejectedMessage> messages) => messages.Count == 0 ? Task.CompletedTask : store.Writer.RejectAsync(messages);

    public Task<LatestReadings?> LatestAsync(string deviceId, ReadingFamily family, CancellationToken cancellation)
        => store.Readers.ReadAsync(session => LatestQuery.OfDevice(session, deviceId, family), cancellation);

    public Task<IReadOnlyList<Reading>> LatestOfAnimalAsync(int farmId, string animalId, CancellationToken cancellation)
        => store.Readers.ReadAsync(session => LatestQuery.OfAnimal(session, farmId, animalId), cancellation);

    public Task<IReadOnlyList<Reading>> SinceAsync(int farmId, IReadOnlySet<string>? deviceIds, long from, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var devices = deviceIds is null ? store.Ledger.DevicesOf(farmId) : Keys(deviceIds);
        return store.Readers.ReadAsync(session => SinceQuery.Run(session, farmId, devices, from, limit), cancellation);
    }

    public Task<IReadOnlyList<Reading>> OfAnimalSinceAsync(int farmId, string animalId, long from, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return store.Readers.ReadAsync(session => SinceQuery.OfAnimal(session, farmId, animalId, from, limit), cancellation);
    }

    public IAsyncEnumerable<IReadOnlyList<Reading>> ScanAsync(HistoryScan scan, CancellationToken cancellation)
    {
        var cursor = new ScanCursor(scan, scan.DeviceIds is null ? store.Ledger.DevicesOf(scan.FarmId) : Keys(scan.DeviceIds));
        return Prefetch.OneAheadAsync(() => store.Readers.ReadAsync(cursor.Next, cancellation), cancellation);
    }

    public Task<SeriesResult> SeriesAsync(SeriesQuery query, CancellationToken cancellation)
    {
        SeriesRules.Check(query);
        return store.Readers.ReadAsync(session => SeriesScan.Run(session, query, store.Options.MaxScannedRows, cancellation), cancellation);
    }

    public ValueTask<IReadOnlyDictionary<string, MessageCounts>> CountsAsync(IReadOnlyCollection<string> deviceIds, CancellationToken cancellation)
    {
        var counts = new Dictionary<string, MessageCounts>(deviceIds.Count, StringComparer.Ordinal);
        foreach (var deviceId in deviceIds)
        {
            counts[deviceId] = store.Writer.TryFindDevice(deviceId, out var key) ? store.Ledger.OfDevice(key) : default;
        }

        return ValueTask.FromResult<IReadOnlyDictionary<string, MessageCounts>>(counts);
    }

    public ValueTask<MessageCounts> FarmCountsAsync(int farmId, CancellationToken cancellation) => ValueTask.FromResult(store.Ledger.OfFarm(farmId));

    public Task<Page<RejectedMessage>> RejectedAsync(int farmId, string? deviceId, int first, string? after, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        return store.Readers.ReadAsync(session => RejectedQuery.Page(session, farmId, deviceId, first, after), cancellation);
    }

    public Task<IReadOnlyList<RejectedMessage>> FindRejectedAsync(int farmId, IReadOnlyCollection<string> ids, CancellationToken cancellation)
        => store.Readers.ReadAsync(session => RejectedQuery.Find(session, farmId, ids), cancellation);

    public Task MarkReplayedAsync(IReadOnlyCollection<string> ids, long at, CancellationToken cancellation)
        => store.Writer.RunAsync(session => RejectedQuery.MarkReplayed(session, ids, at)).WaitAsync(cancellation);

    public Task ProbeAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return store.Writer.RunAsync(session =>
        {
            using var write = session.Use("insert into probe (id, at) values (1, ?1) on conflict (id) do update set at = excluded.at");
            write.Bind(1, now);
            write.Run();
            return true;
        }).WaitAsync(cancellation);
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private List<int> Keys(IReadOnlyCollection<string> deviceIds)
    {
        var keys = new List<int>(deviceIds.Count);
        foreach (var deviceId in deviceIds is IReadOnlySet<string> ? deviceIds : deviceIds.Distinct(StringComparer.Ordinal))
        {
            if (store.Writer.TryFindDevice(deviceId, out var key))
            {
                keys.Add(key);
            }
        }

        return keys;
    }
}
