using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.Grains.Tests.Cluster;

namespace SmartDairy.Grains.Tests.Farms;

public sealed class DeviceListTests
{
    [Theory]
    [InlineData(null, null, null, null, 7)]
    [InlineData(DeviceType.EnvironmentalSensor, null, null, null, 5)]
    [InlineData(null, null, 2, null, 2)]
    [InlineData(null, null, null, "ac-", 1)]
    [InlineData(null, DeviceStatus.Online, null, null, 3)]
    [InlineData(null, DeviceStatus.Disabled, null, null, 1)]
    [InlineData(DeviceType.EnvironmentalSensor, DeviceStatus.Offline, 2, null, 1)]
    public async Task Every_page_together_is_the_whole_list_once_in_order(
        DeviceType? type, DeviceStatus? status, int? barn, string? search, int count)
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        DeviceRegistration[] devices =
        [
            TestDevices.Sensor("ENV-1"), TestDevices.Sensor("ENV-2"), TestDevices.Sensor("ENV-3"), TestDevices.Sensor("ENV-4", barn: 2),
            TestDevices.Sensor("ENV-5", barn: 2),
            TestDevices.Collar("AC-1", "COW-7"), TestDevices.Gateway("GW-1"),
        ];
        await dairy.Farm.RegisterDevicesAsync(devices);
        foreach (var device in new[] { devices[0], devices[2], devices[3] })
        {
            await dairy.SendTelemetryAsync(device, TestDevices.Climate(dairy.Now, 20));
        }

        await dairy.Device("AC-1").SetEnabledAsync(false);
        var found = new List<string>();
        string? after = null;
        while (true)
        {
            var page = await dairy.Farm.ListDevicesAsync(new DeviceFilter(type, status, barn, search), 2, after);
            Assert.Equal(count, page.Total);
            Assert.True(page.Items.Count <= 2);
            found.AddRange(page.Items.Select(device => device.Id));
            if (!page.HasNext)
            {
                break;
            }

            after = page.Cursors[^1];
        }

        Assert.Equal(count, found.Count);
        Assert.Equal(found.Distinct().Order(StringComparer.Ordinal), found);
        Assert.Equal([1, 2], await dairy.Farm.ListBarnIdsAsync());
    }
}
