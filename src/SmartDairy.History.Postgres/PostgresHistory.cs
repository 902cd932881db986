using System.Runtime.CompilerServices;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Postgres.Database;
using SmartDairy.History.Postgres.Readings;
using SmartDairy.History.Postgres.Series;
using SmartDairy.History.Readings;
using SmartDairy.History.Rejected;
using SmartDairy.History.Series;

namespace SmartDairy.History.Postgres;

/// <summary>The history in PostgreSQL, with or without TimescaleDB, shared by any number of processes.</summary>
public sealed class PostgresHistory(PostgresStore store, TimeProvider time) : IHistory, IAsyncDisposable
{
    public string Description => store.Description;

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

            if (reading.DeviceId.Length > DeviceKeys.MaxNameLength || !PostgresTimestamp.IsInRange(reading.Time)
                || reading.Quality is < short.MinValue or > short.MaxValue)
            {
                throw new ArgumentException(
                    "A reading needs a device id of at most 256 characters, a time between the years 1900 and 9000 and a quality of 0 to 100.", nameof(readings));
            }
        }

        return readings.Count == 0 ? Task.FromResult(CommitReceipt.WithoutDuplicates) : store.Writer.AppendAsync(readings);
    }

    public Task AppendRejectedAsync(IReadOnlyList<RejectedMessage> messages)
        => messages.Count == 0 ? Task.CompletedTask : store.Writer.AppendRejectedAsync(messages);

    public async Task<LatestMetricValues?> FindLatestValuesAsync(string deviceId, ReadingFamily family, CancellationToken cancellationToken)
        => await FindDeviceKeyAsync(deviceId, cancellationToken) is { } device
            ? await store.Executor.ReadAsync(
                connection =>
                    LatestReadingsQuery.FindForDeviceAsync(connection, device, family, time.GetUtcNow().UtcDateTime, cancellationToken),
                    cancellationToken, repeatableRead: true)
            : null;

    public Task<IReadOnlyList<Reading>> ListLatestOfAnimalAsync(int farmId, string animalId, CancellationToken cancellationToken)
        => store.Executor.ReadAsync(
            connection =>
                LatestReadingsQuery.ListForAnimalAsync(connection, farmId, animalId, time.GetUtcNow().UtcDateTime, cancellationToken),
                cancellationToken, repeatableRead: true);

    public async Task<IReadOnlyList<Reading>> ListSinceAsync(
        int farmId, IReadOnlySet<string>? deviceIds, long from, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var devices = deviceIds is null
            ? await ListDeviceKeysOfFarmAsync(farmId, cancellationToken)
            : await FindDeviceKeysAsync(deviceIds, cancellationToken);
        return devices.Length == 0
            ? []
            : await store.Executor.ReadAsync(
                session => ReadingsSinceQuery.ListForDevicesAsync(session, farmId, devices, from, limit), cancellationToken,
                snapshot: true);
    }

    public Task<IReadOnlyList<Reading>> ListOfAnimalSinceAsync(
        int farmId, string animalId, long from, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return store.Executor.ReadAsync(
            session => AnimalReadingsQuery.ListSinceAsync(session, farmId, animalId, from, limit), cancellationToken, snapshot: true);
    }

    public async IAsyncEnumerable<IReadOnlyList<Reading>> ScanAsync(
        HistoryScan scan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var devices = scan.DeviceIds is null
            ? await ListDeviceKeysOfFarmAsync(scan.FarmId, cancellationToken)
            : await FindDeviceKeysAsync(scan.DeviceIds, cancellationToken);
        var plan = await ScanPlan.CreateAsync(store.Executor, scan, devices, cancellationToken);
        await using var cursor = new ScanCursor(store.Executor, scan, plan);
        await foreach (var batch in Prefetch.ReadOneAheadAsync(
            () => Task.Run(() => cursor.ReadNextBatchAsync(cancellationToken), cancellationToken), cancellationToken))
        {
            yield return batch;
        }
    }

    public async Task<SeriesResult> QuerySeriesAsync(SeriesQuery query, CancellationToken cancellationToken)
    {
        SeriesQueryValidator.Validate(query);
        return await FindDeviceKeyAsync(query.DeviceId, cancellationToken) is { } device
            ? await store.Executor.ReadAsync(
                connection => SeriesReader.ReadAsync(connection, query, device, store.Options.MaxScannedRows, cancellationToken),
                cancellationToken, repeatableRead: true)
            : SeriesReader.Empty(query);
    }

    public async ValueTask<IReadOnlyDictionary<string, MessageCounts>> GetMessageCountsAsync(
        IReadOnlyCollection<string> deviceIds, CancellationToken cancellationToken)
    {
        await store.Ledger.RefreshAsync(cancellationToken);
        await store.DeviceKeys.LoadKnownAsync([.. deviceIds.Select(id => PostgresText.Sanitize(id))], cancellationToken);
        var counts = new Dictionary<string, MessageCounts>(deviceIds.Count, StringComparer.Ordinal);
        foreach (var deviceId in deviceIds)
        {
            counts[deviceId] = store.DeviceKeys.TryFind(PostgresText.Sanitize(deviceId), out var key)
                ? store.Ledger.CountsOfDevice(key)
                : default;
        }

        return counts;
    }

    public async ValueTask<MessageCounts> GetFarmMessageCountsAsync(int farmId, CancellationToken cancellationToken)
    {
        await store.Ledger.RefreshAsync(cancellationToken);
        return store.Ledger.CountsOfFarm(farmId);
    }

    public Task<Page<RejectedMessage>> ListRejectedAsync(
        int farmId, string? deviceId, int first, string? after, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        return store.Executor.ReadAsync(
            session => RejectedTable.ListPageAsync(session, farmId, deviceId, first, after), cancellationToken, snapshot: true);
    }

    public Task<IReadOnlyList<RejectedMessage>> FindRejectedAsync(
        int farmId, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
        => store.Executor.ReadAsync(session => RejectedTable.FindAsync(session, farmId, ids), cancellationToken);

    public Task MarkReplayedAsync(IReadOnlyCollection<string> ids, long at, CancellationToken cancellationToken)
        => store.Executor.WriteAsync(session => RejectedTable.MarkReplayedAsync(session, ids, at), cancellationToken, isIdempotent: true);

    public Task ProbeAsync(CancellationToken cancellationToken)
        => store.Executor.WriteAsync(
            connection => connection.ExecuteAsync(
                "insert into probe (id, at) values (1, $1) on conflict (id) do update set at = excluded.at", cancellationToken,
                time.GetUtcNow().UtcDateTime),
            cancellationToken,
            isIdempotent: true);

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private async Task<int[]> ListDeviceKeysOfFarmAsync(int farmId, CancellationToken cancellationToken)
    {
        await store.Ledger.RefreshAsync(cancellationToken);
        return store.Ledger.DevicesOfFarm(farmId);
    }

    private async Task<int?> FindDeviceKeyAsync(string deviceId, CancellationToken cancellationToken)
        => await FindDeviceKeysAsync([deviceId], cancellationToken) is [var key] ? key : null;

    private async Task<int[]> FindDeviceKeysAsync(IReadOnlyCollection<string> deviceIds, CancellationToken cancellationToken)
    {
        string[] names = [.. deviceIds.Select(id => PostgresText.Sanitize(id))];
        await store.DeviceKeys.LoadKnownAsync(names, cancellationToken);
        return [.. names.Where(name => store.DeviceKeys.TryFind(name, out _))
            .Select(name => store.DeviceKeys.TryFind(name, out var key) ? key : 0).Distinct()];
    }
}
