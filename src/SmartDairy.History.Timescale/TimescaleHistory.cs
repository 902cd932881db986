using System.Runtime.CompilerServices;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Rejected;
using SmartDairy.History.Series;
using SmartDairy.History.Timescale.Database;
using SmartDairy.History.Timescale.Readings;
using SmartDairy.History.Timescale.Rejected;
using SmartDairy.History.Timescale.Series;

namespace SmartDairy.History.Timescale;

/// <summary>The history in PostgreSQL, with or without TimescaleDB, shared by any number of processes.</summary>
public sealed class TimescaleHistory(TimescaleStore store, TimeProvider time) : IHistory, IAsyncDisposable
{
    public string Kind => store.Kind;

    public Task<CommitReceipt> AppendAsync(IReadOnlyList<Reading> readings)
    {
        // A malformed reading must fail its own caller, never the commit it would have shared.
        foreach (var reading in readings)
        {
            if (reading.Values.Length != Metrics.Of(reading.Family).Length || string.IsNullOrEmpty(reading.DeviceId))
            {
                throw new ArgumentException($"A reading of {reading.Family} needs a device and {Metrics.Of(reading.Family).Length} values.", nameof(readings));
            }

            if (reading.DeviceId.Length > DeviceKeys.MaxNameLength || !Moments.IsStorable(reading.Time) || reading.Quality is < short.MinValue or > short.MaxValue)
            {
                throw new ArgumentException("A reading needs a device id of at most 256 characters, a time between the years 1900 and 9000 and a quality of 0 to 100.", nameof(readings));
            }
        }

        return readings.Count == 0 ? Task.FromResult(CommitReceipt.Clean) : store.Writer.AppendAsync(readings);
    }

    public Task RejectAsync(IReadOnlyList<RejectedMessage> messages) => messages.Count == 0 ? Task.CompletedTask : store.Writer.RejectAsync(messages);

    public async Task<LatestReadings?> LatestAsync(string deviceId, ReadingFamily family, CancellationToken cancellation)
        => await KeyAsync(deviceId, cancellation) is { } device
            ? await store.Connections.ReadAsync(
                connection => LatestQuery.OfDeviceAsync(connection, device, family, time.GetUtcNow().UtcDateTime, cancellation), cancellation, oneSnapshot: true)
            : null;

    public Task<IReadOnlyList<Reading>> LatestOfAnimalAsync(int farmId, string animalId, CancellationToken cancellation)
        => store.Connections.ReadAsync(
            connection => LatestQuery.OfAnimalAsync(connection, farmId, animalId, time.GetUtcNow().UtcDateTime, cancellation), cancellation, oneSnapshot: true);

    public async Task<IReadOnlyList<Reading>> SinceAsync(int farmId, IReadOnlySet<string>? deviceIds, long from, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var devices = deviceIds is null ? await OfFarmAsync(farmId, cancellation) : await KeysAsync(deviceIds, cancellation);
        return devices.Length == 0
            ? []
            : await store.Connections.ReadAsync(
                connection => SinceQuery.RunAsync(connection, farmId, devices, from, limit, cancellation), cancellation, oneSnapshot: true);
    }

    public Task<IReadOnlyList<Reading>> OfAnimalSinceAsync(int farmId, string animalId, long from, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return store.Connections.ReadAsync(
            connection => SinceQuery.OfAnimalAsync(connection, farmId, animalId, from, limit, cancellation), cancellation, oneSnapshot: true);
    }

    public async IAsyncEnumerable<IReadOnlyList<Reading>> ScanAsync(HistoryScan scan, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var devices = scan.DeviceIds is null ? await OfFarmAsync(scan.FarmId, cancellation) : await KeysAsync(scan.DeviceIds, cancellation);
        var plan = await ScanPlan.MakeAsync(store.Connections, scan, devices, cancellation);
        await using var cursor = new ScanCursor(store.Connections, scan, plan);
        await foreach (var batch in Prefetch.OneAheadAsync(() => Task.Run(() => cursor.NextAsync(cancellation), cancellation), cancellation))
        {
            yield return batch;
        }
    }

    public async Task<SeriesResult> SeriesAsync(SeriesQuery query, CancellationToken cancellation)
    {
        SeriesRules.Check(query);
        return await KeyAsync(query.DeviceId, cancellation) is { } device
            ? await store.Connections.ReadAsync(
                connection => SeriesScan.RunAsync(connection, query, device, store.Options.MaxScannedRows, cancellation), cancellation, oneSnapshot: true)
            : SeriesScan.Empty(query);
    }

    public async ValueTask<IReadOnlyDictionary<string, MessageCounts>> CountsAsync(IReadOnlyCollection<string> deviceIds, CancellationToken cancellation)
    {
        await store.Ledger.RefreshAsync(cancellation);
        await store.Devices.LookUpAsync([.. deviceIds.Select(id => Texts.Storable(id))], cancellation);
        var counts = new Dictionary<string, MessageCounts>(deviceIds.Count, StringComparer.Ordinal);
        foreach (var deviceId in deviceIds)
        {
            counts[deviceId] = store.Devices.TryFind(Texts.Storable(deviceId), out var key) ? store.Ledger.OfDevice(key) : default;
        }

        return counts;
    }

    public async ValueTask<MessageCounts> FarmCountsAsync(int farmId, CancellationToken cancellation)
    {
        await store.Ledger.RefreshAsync(cancellation);
        return store.Ledger.OfFarm(farmId);
    }

    public Task<Page<RejectedMessage>> RejectedAsync(int farmId, string? deviceId, int first, string? after, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        return store.Connections.ReadAsync(
            connection => RejectedQuery.PageAsync(connection, farmId, deviceId, first, after, cancellation), cancellation, oneSnapshot: true);
    }

    public Task<IReadOnlyList<RejectedMessage>> FindRejectedAsync(int farmId, IReadOnlyCollection<string> ids, CancellationToken cancellation)
        => store.Connections.ReadAsync(connection => RejectedQuery.FindAsync(connection, farmId, ids, cancellation), cancellation);

    public Task MarkReplayedAsync(IReadOnlyCollection<string> ids, long at, CancellationToken cancellation)
        => store.Connections.WriteAsync(connection => RejectedQuery.MarkReplayedAsync(connection, ids, at, cancellation), cancellation, mayRepeat: true);

    public Task ProbeAsync(CancellationToken cancellation)
        => store.Connections.WriteAsync(
            connection => connection.RunAsync(
                "insert into probe (id, at) values (1, $1) on conflict (id) do update set at = excluded.at", cancellation, time.GetUtcNow().UtcDateTime),
            cancellation,
            mayRepeat: true);

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private async Task<int[]> OfFarmAsync(int farmId, CancellationToken cancellation)
    {
        await store.Ledger.RefreshAsync(cancellation);
        return store.Ledger.DevicesOf(farmId);
    }

    private async Task<int?> KeyAsync(string deviceId, CancellationToken cancellation) => await KeysAsync([deviceId], cancellation) is [var key] ? key : null;

    private async Task<int[]> KeysAsync(IReadOnlyCollection<string> deviceIds, CancellationToken cancellation)
    {
        string[] names = [.. deviceIds.Select(id => Texts.Storable(id))];
        await store.Devices.LookUpAsync(names, cancellation);
        return [.. names.Where(name => store.Devices.TryFind(name, out _)).Select(name => store.Devices.TryFind(name, out var key) ? key : 0).Distinct()];
    }
}
