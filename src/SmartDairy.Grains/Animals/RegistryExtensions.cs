using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.History.Registry;

namespace SmartDairy.Grains.Animals;

/// <summary>What actors of the herd look up in the registry.</summary>
internal static class RegistryExtensions
{
    private const int PageSize = 500;

    /// <summary>The calendar of the farm; that of UTC when no such farm is registered or its time zone is unknown here.</summary>
    public static async Task<FarmCalendar> GetFarmCalendarAsync(this IRegistry registry, int farmId, CancellationToken cancellationToken)
        => new(
            await registry.FindFarmAsync(farmId, cancellationToken) is { } farm
                && TimeZoneInfo.TryFindSystemTimeZoneById(farm.TimeZone, out var zone)
                ? zone
                : TimeZoneInfo.Utc);

    /// <summary>All devices of a type on a farm, by id.</summary>
    public static async IAsyncEnumerable<DeviceRegistration> ListAllDevicesAsync(this IRegistry registry, int farmId, DeviceType type)
    {
        string? after = null;
        while (true)
        {
            var filter = new DeviceFilter(type, null, null, null);
            var page = await registry.ListDevicesAsync(farmId, filter, PageSize, after, CancellationToken.None);
            foreach (var device in page.Items)
            {
                yield return device;
            }

            if (!page.HasNext)
            {
                yield break;
            }

            after = page.Cursors[^1];
        }
    }
}
