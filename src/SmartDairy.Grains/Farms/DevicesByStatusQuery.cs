using SmartDairy.Contracts;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.History.Registry;

namespace SmartDairy.Grains.Farms;

/// <summary>
/// Pages through devices by status, which only their actors know: queries the actors of a page in parallel and stops at a bound.
/// </summary>
internal static class DevicesByStatusQuery
{
    private const int PageSize = 500;
    private const int MaxScanned = 20_000;

    public static async Task<Page<DeviceRegistration>> PageAsync(
        IRegistry registry, IGrainFactory grains, int farmId, DeviceFilter filter, int first, string? after)
    {
        var items = new List<DeviceRegistration>();
        var cursors = new List<string>();
        var total = 0;
        string? from = null;
        for (var scanned = 0; scanned < MaxScanned;)
        {
            var page = await registry.ListDevicesAsync(farmId, filter, PageSize, from, CancellationToken.None);
            var snapshots = await Task.WhenAll(page.Items.Select(device => grains.GetGrain<IDeviceGrain>(device.Id).GetAsync()));
            for (var i = 0; i < page.Items.Count; i++)
            {
                if (snapshots[i]?.Status != filter.Status)
                {
                    continue;
                }

                total++;
                if ((after is null || string.CompareOrdinal(page.Items[i].Id, after) > 0) && items.Count <= first)
                {
                    items.Add(page.Items[i]);
                    cursors.Add(page.Cursors[i]);
                }
            }

            scanned += page.Items.Count;
            if (!page.HasNext)
            {
                break;
            }

            from = page.Cursors[^1];
        }

        var more = items.Count > first;
        if (more)
        {
            items.RemoveAt(first);
            cursors.RemoveAt(first);
        }

        return new Page<DeviceRegistration>(items, cursors, more, total);
    }
}
