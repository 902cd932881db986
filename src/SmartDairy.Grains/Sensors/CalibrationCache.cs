using System.Collections.Concurrent;
using SmartDairy.Contracts.Sensors;
using SmartDairy.History.Herds;

namespace SmartDairy.Grains.Sensors;

/// <summary>The calibrations of whole farms, a few seconds old: devices that wake by the thousand ask the store once.</summary>
public sealed class CalibrationCache(IHerdStore store, TimeProvider time)
{
    private const int MaxCalibrations = 100_000;
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<int, CacheEntry> _farms = new();

    /// <summary>All versions of all metrics of a device; throws when the store is away.</summary>
    public async ValueTask<IReadOnlyList<Calibration>> GetAsync(int farmId, string deviceId)
    {
        if (!_farms.TryGetValue(farmId, out var entry) || entry.Read.IsFaulted || time.GetElapsedTime(entry.LoadedAt) > MaxAge)
        {
            entry = new CacheEntry(ReadAsync(farmId), time.GetTimestamp());
            _farms[farmId] = entry;
        }

        return (await entry.Read).GetValueOrDefault(deviceId) ?? [];
    }

    /// <summary>One was added here: what was read before it is old.</summary>
    public void Invalidate(int farmId) => _farms.TryRemove(farmId, out _);

    private async Task<Dictionary<string, List<Calibration>>> ReadAsync(int farmId)
    {
        var query = new HerdQuery { FarmId = farmId, Kind = HerdRecordKinds.Calibrations.Name, Order = HerdRecordOrder.ByRevision };
        var rows = await store.ListAsync(query, MaxCalibrations, CancellationToken.None);
        var devices = new Dictionary<string, List<Calibration>>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var calibration = HerdRecordKinds.Calibrations.FromRecord(row);
            if (!devices.TryGetValue(calibration.DeviceId, out var known))
            {
                devices.Add(calibration.DeviceId, known = []);
            }

            known.Add(calibration);
        }

        return devices;
    }

    private sealed record CacheEntry(Task<Dictionary<string, List<Calibration>>> Read, long LoadedAt);
}
