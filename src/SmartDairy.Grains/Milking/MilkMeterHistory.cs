using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Readings;
using SmartDairy.History;
using SmartDairy.History.Registry;

namespace SmartDairy.Grains.Milking;

/// <summary>What stands where in parlors, and what the meters said.</summary>
public sealed class MilkMeterHistory(IRegistry registry, IHistory history)
{
    private const int Page = 500;

    /// <param name="key">Farm, parlor and stall.</param>
    public async Task<StallLocation> GetStallAsync(int[] key, CancellationToken cancellationToken)
    {
        var farm = await registry.FindFarmAsync(key[0], cancellationToken);
        return new StallLocation(key[0], key[1], key[2], new FarmCalendar(farm is null ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(farm.TimeZone)));
    }

    /// <summary>The meters of a stall, by id.</summary>
    public async Task<IReadOnlyList<string>> GetMetersOfStallAsync(StallLocation place)
        => [.. (await GetMetersOfParlorAsync(place.FarmId, place.ParlorId)).Where(meter => meter.StallId == place.StallId).Select(meter => meter.Id)];

    /// <summary>The meters of a parlor, by id.</summary>
    public async Task<IReadOnlyList<DeviceRegistration>> GetMetersOfParlorAsync(int farmId, int parlorId)
    {
        var found = new List<DeviceRegistration>();
        string? after = null;
        while (true)
        {
            var page = await registry.ListDevicesAsync(farmId, new DeviceFilter(DeviceType.MilkMeter, null, null, null), Page, after, CancellationToken.None);
            found.AddRange(page.Items.Where(meter => meter.ParlorId == parlorId && meter.StallId is not null));
            if (!page.HasNext)
            {
                return found;
            }

            after = page.Cursors[^1];
        }
    }

    /// <summary>Everything a meter measured from a time to a time (exclusive), in order.</summary>
    public async Task ReplayAsync(StallLocation place, string deviceId, long from, long to, Action<MilkingReading> handle)
    {
        var scan = new HistoryScan { FarmId = place.FarmId, Families = [ReadingFamily.Milking], DeviceIds = [deviceId], From = from, To = to };
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
