using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Refusals;
using SmartDairy.History.Registry;

namespace SmartDairy.Grains.Alerts.Backtests;

/// <summary>The devices and animal groups of a farm today: a backtest evaluates history by the places of today.</summary>
internal sealed record BacktestFarm(
    int Id,
    TimeZoneInfo TimeZone,
    IReadOnlyDictionary<string, DeviceRegistration> Devices,
    IReadOnlyDictionary<string, string> AnimalGroups)
{
    private const int Page = 5_000;

    public static async Task<BacktestFarm> LoadAsync(IRegistry registry, int farmId, CancellationToken cancellationToken)
    {
        var farm = await registry.FindFarmAsync(farmId, cancellationToken) ?? throw new RefusedException(
            RefusalKind.NotFound, $"Farm {farmId} does not exist.", "Create it with createFarm.");
        var devices = new Dictionary<string, DeviceRegistration>(StringComparer.Ordinal);
        string? after = null;
        do
        {
            var page = await registry.ListDevicesAsync(farmId, new DeviceFilter(null, null, null, null), Page, after, cancellationToken);
            foreach (var device in page.Items)
            {
                devices.Add(device.Id, device);
            }

            after = page.HasNext ? page.Cursors[^1] : null;
        }
        while (after is not null);
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(farm.TimeZone, out var found) ? found : TimeZoneInfo.Utc;
        return new(farmId, zone, devices, await registry.ListAnimalGroupsAsync(farmId, cancellationToken));
    }
}
