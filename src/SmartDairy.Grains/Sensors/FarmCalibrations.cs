using System.Collections.Concurrent;
using SmartDairy.Contracts.Sensors;
using SmartDairy.History.Herds;

namespace SmartDairy.Grains.Sensors;

/// <summary>The calibrations of whole farms, a few seconds old: devices that wake by the thousand ask the store once.</summary>
public sealed class FarmCalibrations(IHerdStore store, TimeProvider time)
{
    private const int Most = 100_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<int, Entry> _farms = new();

    /// <summary>All versions of all metrics of a device; throws when the store is away.</summary>
    public async ValueTask<IReadOnlyList<Calibration>> OfAsync(int farmId, string deviceId)
    {
        if (!_farms.TryGetValue(farmId, out var entry) || entry.Read.IsFaulted || time.GetElapsedTime(entry.At) > Fresh)
        {
            entry = new Entry(ReadAsync(farmId), time.GetTimestamp());
            _farms[farmId] = entry;
        }

        return (await entry.Read).GetValueOrDefault(deviceId) ?? [];
    }

    /// <summary>One was added here: what was read before it is old.</summary>
    public void Changed(int farmId) => _farms.TryRemove(farmId, out _);

    private async Task<Dictionary<string, List<Calibration>>> ReadAsync(int farmId)
    {
        var query = new HerdQuery { FarmId = farmId, Kind = HerdKinds.Calibrations.Name, Order = HerdOrder.ByRevision };
        var rows = await store.ListAsync(query, Most, CancellationToken.None);
        var devices = new Dictionary<string, List<Calibration>>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var calibration = HerdKinds.Calibrations.Read(row);
            if (!devices.TryGetValue(calibration.DeviceId, out var known))
            {
                devices.Add(calibration.DeviceId, known = []);
            }

            known.Add(calibration);
        }

        return devices;
    }

    private sealed record Entry(Task<Dictionary<string, List<Calibration>>> Read, long At);
}
