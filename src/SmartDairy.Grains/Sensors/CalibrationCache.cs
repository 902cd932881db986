using System.Collections.Concurrent;
using SmartDairy.Contracts.Sensors;
using SmartDairy.History.Herds;

namespace SmartDairy.Grains.Sensors;

/// <summary>
/// The calibrations of whole farms, at most five seconds old, so that thousands of devices that activate at once cost one query.
/// </summary>
public sealed class CalibrationCache(IHerdStore store, TimeProvider time)
{
    private const int MaxCalibrations = 100_000;
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<int, CacheEntry> _farms = new();

    /// <summary>All versions of all metrics of a device; throws when the store is unavailable.</summary>
    public async ValueTask<IReadOnlyList<Calibration>> GetAsync(int farmId, string deviceId)
    {
        if (!_farms.TryGetValue(farmId, out var entry) || entry.Read.IsFaulted || time.GetElapsedTime(entry.LoadedAt) > MaxAge)
        {
            entry = new CacheEntry(ReadAsync(farmId), time.GetTimestamp());
            _farms[farmId] = entry;
        }

        return (await entry.Read).GetValueOrDefault(deviceId) ?? [];
    }

    /// <summary>Forgets the farm's calibrations after one was added.</summary>
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
