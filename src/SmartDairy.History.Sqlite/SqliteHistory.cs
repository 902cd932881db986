using SmartDairy.Contracts;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Database;
using SmartDairy.History.Readings;
using SmartDairy.History.Rejected;
using SmartDairy.History.Series;
using SmartDairy.History.Sqlite.Readings;
using SmartDairy.History.Sqlite.Series;

namespace SmartDairy.History.Sqlite;

/// <summary>The embedded history: SQLite in WAL mode with full synchronisation, one writer, a few readers.</summary>
public sealed class SqliteHistory(SqliteStore store, TimeProvider time) : IHistory, IAsyncDisposable
{
    public string Description => $"SQLite, {store.Options.DatabasePath}";

    public Task<CommitReceipt> AppendAsync(IReadOnlyList<Reading> readings)
    {
        // A malformed reading must fail its own caller, never the commit it would have shared.
        foreach (var reading in readings)
        {
            if (reading.Values.Length != Metrics.ForFamily(reading.Family).Length || string.IsNullOrEmpty(reading.DeviceId))
            {
                throw new ArgumentException(
                    $"A reading of {reading.Family} needs a device and {Metrics.ForFamily(reading.Family).Length} values.",
                    nameof(readings));
            }
        }

        return readings.Count == 0 ? Task.FromResult(CommitReceipt.WithoutDuplicates) : store.Writer.AppendAsync(readings);
    }

    public Task AppendRejectedAsync(IReadOnlyList<RejectedMessage> messages)
        => messages.Count == 0 ? Task.CompletedTask : store.Writer.AppendRejectedAsync(messages);

    public Task<LatestMetricValues?> FindLatestValuesAsync(string deviceId, ReadingFamily family, CancellationToken cancellationToken)
        => store.Readers.ReadAsync(session => LatestReadingsQuery.FindForDevice(session, deviceId, family), cancellationToken);

    public Task<IReadOnlyList<Reading>> ListLatestOfAnimalAsync(int farmId, string animalId, CancellationToken cancellationToken)
        => store.Readers.ReadAsync(session => LatestReadingsQuery.ListForAnimal(session, farmId, animalId), cancellationToken);

    public Task<IReadOnlyList<Reading>> ListSinceAsync(
        int farmId, IReadOnlySet<string>? deviceIds, long from, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var devices = deviceIds is null ? store.Ledger.DevicesOfFarm(farmId) : FindDeviceKeys(deviceIds);
        return store.Readers.ReadAsync(
            session => ReadingsSinceQuery.ListForDevices(session, farmId, devices, from, limit), cancellationToken);
    }

    public Task<IReadOnlyList<Reading>> ListOfAnimalSinceAsync(
        int farmId, string animalId, long from, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return store.Database.ReadAsync(
            session => AnimalReadingsQuery.ListSinceAsync(session, farmId, animalId, from, limit), cancellationToken, snapshot: true);
    }

    public IAsyncEnumerable<IReadOnlyList<Reading>> ScanAsync(HistoryScan scan, CancellationToken cancellationToken)
    {
        var cursor =
            new ScanCursor(scan, scan.DeviceIds is null ? store.Ledger.DevicesOfFarm(scan.FarmId) : FindDeviceKeys(scan.DeviceIds));
        return Prefetch.ReadOneAheadAsync(() => store.Readers.ReadAsync(cursor.ReadNextBatch, cancellationToken), cancellationToken);
    }

    public Task<SeriesResult> QuerySeriesAsync(SeriesQuery query, CancellationToken cancellationToken)
    {
        SeriesQueryValidator.Validate(query);
        return store.Readers.ReadAsync(
            session => SeriesReader.Read(session, query, store.Options.MaxScannedRows, cancellationToken), cancellationToken);
    }

    public ValueTask<IReadOnlyDictionary<string, MessageCounts>> GetMessageCountsAsync(
        IReadOnlyCollection<string> deviceIds, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, MessageCounts>(deviceIds.Count, StringComparer.Ordinal);
        foreach (var deviceId in deviceIds)
        {
            counts[deviceId] = store.Writer.TryFindDevice(deviceId, out var key) ? store.Ledger.CountsOfDevice(key) : default;
        }

        return ValueTask.FromResult<IReadOnlyDictionary<string, MessageCounts>>(counts);
    }

    public ValueTask<MessageCounts> GetFarmMessageCountsAsync(int farmId, CancellationToken cancellationToken)
        => ValueTask.FromResult(store.Ledger.CountsOfFarm(farmId));

    public Task<Page<RejectedMessage>> ListRejectedAsync(
        int farmId, string? deviceId, int first, string? after, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        return store.Database.ReadAsync(
            session => RejectedTable.ListPageAsync(session, farmId, deviceId, first, after), cancellationToken, snapshot: true);
    }

    public Task<IReadOnlyList<RejectedMessage>> FindRejectedAsync(
        int farmId, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
        => store.Database.ReadAsync(session => RejectedTable.FindAsync(session, farmId, ids), cancellationToken);

    public Task MarkReplayedAsync(IReadOnlyCollection<string> ids, long at, CancellationToken cancellationToken)
        => store.Database.WriteAsync(session => RejectedTable.MarkReplayedAsync(session, ids, at), cancellationToken, isIdempotent: true);

    public Task ProbeAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return store.Database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    "insert into probe (id, at) values (1, $1) on conflict (id) do update set at = excluded.at", new UnixTimestamp(now)),
            cancellationToken,
            isIdempotent: true);
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private List<int> FindDeviceKeys(IReadOnlyCollection<string> deviceIds)
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
