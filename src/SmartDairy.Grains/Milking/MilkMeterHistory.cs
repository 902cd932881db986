using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.Grains.Animals;
using SmartDairy.History;
using SmartDairy.History.Registry;

namespace SmartDairy.Grains.Milking;

/// <summary>The milk meters of parlors, and their messages in history.</summary>
public sealed class MilkMeterHistory(IRegistry registry, IHistory history)
{
    /// <param name="key">Farm, parlor and stall.</param>
    public async Task<StallLocation> GetStallAsync(int[] key, CancellationToken cancellationToken)
        => new(key[0], key[1], key[2], await registry.GetFarmCalendarAsync(key[0], cancellationToken));

    /// <summary>The ids of a stall's meters.</summary>
    public async Task<IReadOnlyList<string>> GetMetersOfStallAsync(StallLocation place)
        => [.. (await GetMetersOfParlorAsync(place.FarmId, place.ParlorId)).Where(meter => meter.StallId == place.StallId)
        .Select(meter => meter.Id)];

    /// <summary>The meters of a parlor that belong to a stall, by id.</summary>
    public async Task<IReadOnlyList<DeviceRegistration>> GetMetersOfParlorAsync(int farmId, int parlorId)
    {
        var meters = new List<DeviceRegistration>();
        await foreach (var meter in registry.ListAllDevicesAsync(farmId, DeviceType.MilkMeter))
        {
            if (meter.ParlorId == parlorId && meter.StallId is not null)
            {
                meters.Add(meter);
            }
        }

        return meters;
    }

    /// <summary>Hands over all messages of a meter from a time to a time (exclusive), Unix milliseconds, in order.</summary>
    public async Task ReplayAsync(StallLocation place, string deviceId, long from, long to, Action<MilkingReading> handle)
    {
        var scan = new HistoryScan
        { FarmId = place.FarmId, Families = [ReadingFamily.Milking], DeviceIds = [deviceId], From = from, To = to };
        await foreach (var batch in history.ScanAsync(scan, CancellationToken.None))
        {
            foreach (var reading in batch)
            {
                if (reading is MilkingReading milking)
                {
                    handle(milking);
                }
            }
        }
    }
}
