using SmartDairy.Contracts.Devices;
using SmartDairy.Grains.Tests.Cluster;
using SmartDairy.History;

namespace SmartDairy.Grains.Tests.Devices;

public sealed class DeviceOutageTests
{
    [Fact]
    public async Task Active_device_answers_queries_and_pushes_its_status_without_the_database()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var sensor = TestDevices.Sensor();
        var device = await dairy.RegisterAsync(sensor);
        await device.HandleConnectionChangeAsync(new ConnectionChange(ConnectionChangeKind.Opened, dairy.Now, 1));
        await dairy.SendTelemetryAsync(sensor, TestDevices.Climate(dairy.Now, 21, more: ""","battery_level":64 """));
        await using var statuses = dairy.Feed.StreamStatusesAsync(DairyTestCluster.FarmId, DairyTestCluster.TimeoutToken)
            .GetAsyncEnumerator(DairyTestCluster.TimeoutToken);
        var before = await dairy.SnapshotAsync();
        dairy.Outage.Active = true;
        var during = await dairy.SnapshotAsync();
        Assert.Equal(before.Latest, during.Latest);
        Assert.Equal((DeviceStatus.Online, true, 64d), (during.Status, during.Connected, during.BatteryLevel));
        Assert.Equal(21, (await device.GetLatestAsync(DairyTestCluster.FarmId)).First(value => value.Metric == "temperature_c").Value);
        Assert.Equal(0, dairy.Outage.FailedCalls);

        await device.HandleConnectionChangeAsync(new ConnectionChange(ConnectionChangeKind.Lost, dairy.Now, 1));
        Assert.True(await statuses.MoveNextAsync());
        Assert.Equal(DeviceStatus.Offline, statuses.Current.Status);
        Assert.Equal(21, statuses.Current.Value("temperature_c"));
        await Assert.ThrowsAsync<HistoryUnavailableException>(() => dairy.GetMessageCountsAsync());
    }

    [Fact]
    public async Task Barn_answers_from_its_devices_without_the_database()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var sensor = TestDevices.Sensor();
        await dairy.RegisterAsync(sensor);
        await dairy.SendTelemetryAsync(sensor, TestDevices.Climate(dairy.Now, 21));
        Assert.NotNull(await dairy.Barn(1).GetAsync());
        await dairy.SendTelemetryAsync(sensor, TestDevices.Climate(dairy.Now + 1, 23));
        dairy.Outage.Active = true;
        dairy.Time.Advance(TimeSpan.FromMinutes(1));
        var zone = Assert.Single((await dairy.Barn(1).GetAsync())!.Zones);
        Assert.Equal(23, zone.Latest.First(value => value.Metric == "temperature_c").Value);
    }

    [Fact]
    public async Task Device_that_is_not_active_fails_until_the_database_is_back()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var sensor = TestDevices.Sensor();
        var device = await dairy.RegisterAsync(sensor);
        await dairy.SendTelemetryAsync(sensor, TestDevices.Climate(dairy.Now, 21));
        await dairy.DeactivateAsync(device);
        dairy.Outage.Active = true;
        await Assert.ThrowsAsync<HistoryUnavailableException>(() => dairy.SnapshotAsync());
        dairy.Outage.Active = false;
        Assert.Equal(21, (await dairy.SnapshotAsync()).Value("temperature_c"));
    }
}
