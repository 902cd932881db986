using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Intake;
using SmartDairy.Grains.Tests.Cluster;

namespace SmartDairy.Grains.Tests.Devices;

public sealed class DeviceStatusTests
{
    [Fact]
    public async Task A_connection_makes_a_device_online_and_only_its_own_end_counts()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var device = await dairy.RegisterAsync(TestDevices.Sensor());
        Assert.Equal((DeviceStatus.Offline, false), await StatusAsync(dairy));
        await device.HandleConnectionChangeAsync(new ConnectionChange(ConnectionChangeKind.Opened, dairy.Now, 1));
        Assert.Equal((DeviceStatus.Online, true), await StatusAsync(dairy));
        await device.HandleConnectionChangeAsync(new ConnectionChange(ConnectionChangeKind.Opened, dairy.Now, 2));
        await device.HandleConnectionChangeAsync(new ConnectionChange(ConnectionChangeKind.Lost, dairy.Now, 1));
        Assert.Equal((DeviceStatus.Online, true), await StatusAsync(dairy));
        await device.HandleConnectionChangeAsync(new ConnectionChange(ConnectionChangeKind.Lost, dairy.Now, 2));
        Assert.Equal((DeviceStatus.Offline, false), await StatusAsync(dairy));
    }

    [Fact]
    public async Task A_goodbye_leaves_a_device_online_until_it_was_silent_for_too_long()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var sensor = TestDevices.Sensor();
        var device = await dairy.RegisterAsync(sensor);
        await device.HandleConnectionChangeAsync(new ConnectionChange(ConnectionChangeKind.Opened, dairy.Now, 1));
        await dairy.SendTelemetryAsync(sensor, TestDevices.Climate(dairy.Now, 20));
        await device.HandleConnectionChangeAsync(new ConnectionChange(ConnectionChangeKind.ClosedByDevice, dairy.Now, 1));
        Assert.Equal((DeviceStatus.Online, false), await StatusAsync(dairy));
        dairy.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal((DeviceStatus.Online, false), await StatusAsync(dairy));
        dairy.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((DeviceStatus.Offline, false), await StatusAsync(dairy));
    }

    [Fact]
    public async Task A_connected_device_that_falls_silent_is_a_warning_and_a_watcher_hears_of_it()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var sensor = TestDevices.Sensor();
        var device = await dairy.RegisterAsync(sensor);
        await device.HandleConnectionChangeAsync(new ConnectionChange(ConnectionChangeKind.Opened, dairy.Now, 1));
        await dairy.SendTelemetryAsync(sensor, TestDevices.Climate(dairy.Now, 20));
        await using var statuses = dairy.Feed.StreamStatusesAsync(DairyTestCluster.FarmId, DairyTestCluster.TimeoutToken)
            .GetAsyncEnumerator(DairyTestCluster.TimeoutToken);
        dairy.Time.Advance(TimeSpan.FromMinutes(45));
        Assert.True(await statuses.MoveNextAsync());
        Assert.Equal(DeviceStatus.Warning, statuses.Current.Status);
    }

    [Fact]
    public async Task A_device_that_only_woke_to_be_asked_still_tells_when_it_falls_silent()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var sensor = TestDevices.Sensor();
        var device = await dairy.RegisterAsync(sensor);
        await dairy.SendTelemetryAsync(sensor, TestDevices.Climate(dairy.Now, 20));
        await dairy.DeactivateAsync(device);
        Assert.Equal((DeviceStatus.Online, false), await StatusAsync(dairy));
        await using var statuses = dairy.Feed.StreamStatusesAsync(DairyTestCluster.FarmId, DairyTestCluster.TimeoutToken)
            .GetAsyncEnumerator(DairyTestCluster.TimeoutToken);
        dairy.Time.Advance(TimeSpan.FromMinutes(45));
        Assert.True(await statuses.MoveNextAsync());
        Assert.Equal(DeviceStatus.Offline, statuses.Current.Status);
    }

    [Theory]
    [InlineData("warning", DeviceStatus.Warning)]
    [InlineData("error", DeviceStatus.Error)]
    [InlineData("ok", DeviceStatus.Online)]
    [InlineData("offline", DeviceStatus.Offline)]
    public async Task A_device_is_what_it_says_it_is(string said, DeviceStatus status)
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var sensor = TestDevices.Sensor();
        await dairy.RegisterAsync(sensor);
        Assert.Equal(ReceiptOutcome.Accepted, await dairy.SendStatusAsync(sensor, $$"""{"status":"{{said}}"}"""));
        Assert.Equal(status, (await dairy.SnapshotAsync()).Status);
        Assert.Equal(ReceiptOutcome.Accepted, await dairy.SendStatusAsync(sensor, """{"status":"online"}"""));
        Assert.Equal(DeviceStatus.Online, (await dairy.SnapshotAsync()).Status);
        Assert.Equal(0, (await dairy.GetSettledLedgerAsync()).Received);
    }

    [Fact]
    public async Task What_came_after_a_will_in_one_batch_shows_that_the_device_is_back()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        await dairy.RegisterAsync(TestDevices.Sensor());
        await dairy.ConsumeAsync(
            dairy.Message("system/farm/1/device/ENV-1/status", """{"status":"offline"}"""),
            dairy.Message("dairy/farm/1/barn/1/zone/2/sensor/ENV-1/telemetry", TestDevices.Climate(dairy.Now, 20)));
        Assert.Equal(DeviceStatus.Online, (await dairy.SnapshotAsync()).Status);
    }

    [Fact]
    public async Task A_disabled_device_is_refused_and_thrown_out_until_it_is_enabled_again()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var sensor = TestDevices.Sensor();
        var device = await dairy.RegisterAsync(sensor);
        Assert.Equal(DeviceStatus.Disabled, (await device.SetEnabledAsync(false))!.Status);
        Assert.Equal("ENV-1", Assert.Single(dairy.Connections.Ended).DeviceId);
        Assert.Equal(ReceiptOutcome.NotAuthorized, await dairy.SendTelemetryAsync(sensor, TestDevices.Climate(dairy.Now, 20)));
        Assert.Equal("device_disabled", Assert.Single(await dairy.RejectedAsync()).Code);
        await dairy.DeactivateAsync(device);
        Assert.Equal(DeviceStatus.Disabled, (await dairy.SnapshotAsync()).Status);

        Assert.True((await device.SetEnabledAsync(true))!.Registration.Enabled);
        Assert.Single(dairy.Connections.Ended);
        Assert.Equal(ReceiptOutcome.Accepted, await dairy.SendTelemetryAsync(sensor, TestDevices.Climate(dairy.Now, 20)));
        Assert.Equal(DeviceStatus.Online, (await dairy.SnapshotAsync()).Status);
        Assert.Equal(new MessageCounts(1, 0, 1), (await dairy.GetSettledLedgerAsync()).Settled);
        Assert.Null(await dairy.Device("NOBODY").SetEnabledAsync(false));
    }

    private static async Task<(DeviceStatus Status, bool Connected)> StatusAsync(DairyTestCluster dairy)
    {
        var snapshot = await dairy.SnapshotAsync();
        return (snapshot.Status, snapshot.Connected);
    }
}
