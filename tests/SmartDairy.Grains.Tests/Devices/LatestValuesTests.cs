using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Intake;
using SmartDairy.Grains.Tests.Cluster;

namespace SmartDairy.Grains.Tests.Devices;

public sealed class LatestValuesTests
{
    [Fact]
    public async Task Late_data_is_stored_and_moves_nothing_back()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var sensor = TestDevices.Sensor();
        await dairy.RegisterAsync(sensor);
        await dairy.SendTelemetryAsync(sensor, TestDevices.Climate(dairy.Now, 21));
        Assert.Equal(ReceiptOutcome.Accepted, await dairy.SendTelemetryAsync(sensor, TestDevices.Climate(dairy.Now - 60_000, 5)));
        var snapshot = await dairy.SnapshotAsync();
        Assert.Equal(21, snapshot.Value("temperature_c"));
        Assert.Equal(new MessageCounts(2, 0, 0), await dairy.GetMessageCountsAsync());
    }

    [Fact]
    public async Task A_duplicate_is_accepted_and_not_learnt_again()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var sensor = TestDevices.Sensor();
        await dairy.RegisterAsync(sensor);
        var first = TestDevices.Climate(dairy.Now, 21, more: ""","message_id":"a" """);
        await dairy.SendTelemetryAsync(sensor, first);
        await dairy.SendTelemetryAsync(sensor, TestDevices.Climate(dairy.Now, 22, more: ""","message_id":"b" """));
        Assert.Equal(ReceiptOutcome.Accepted, await dairy.SendTelemetryAsync(sensor, first));
        var snapshot = await dairy.SnapshotAsync();
        Assert.Equal(22, snapshot.Value("temperature_c"));
        Assert.Equal(new MessageCounts(2, 1, 0), await dairy.GetMessageCountsAsync());
    }

    [Fact]
    public async Task An_impossible_value_has_quality_nought_and_its_neighbours_do_not()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var sensor = TestDevices.Sensor();
        await dairy.RegisterAsync(sensor);
        await dairy.SendTelemetryAsync(sensor, TestDevices.Climate(dairy.Now, 500));
        var latest = (await dairy.SnapshotAsync()).Latest.ToDictionary(value => value.Metric);
        Assert.Equal((500d, 0), (latest["temperature_c"].Value, latest["temperature_c"].Quality));
        Assert.True(latest["humidity_percent"].Quality > 0);
    }

    [Fact]
    public async Task A_device_that_slept_knows_what_it_knew()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var sensor = TestDevices.Sensor();
        await dairy.RegisterAsync(sensor);
        await dairy.SendTelemetryAsync(sensor,
            TestDevices.Climate(dairy.Now - 1000, 21, more: ""","battery_level":64,"signal_strength":-70,"firmware_version":"3.4.1" """));
        await dairy.SendTelemetryAsync(sensor, TestDevices.Climate(dairy.Now, 500, 61));
        await dairy.SendTelemetryAsync(sensor, TestDevices.Climate(dairy.Now - 5000, 1));
        await dairy.SendTelemetryAsync(sensor, "{");
        var before = await dairy.SnapshotAsync();
        await dairy.DeactivateAsync(dairy.Device("ENV-1"));
        var after = await dairy.SnapshotAsync();
        Assert.Equal(64, after.BatteryLevel);
        Assert.Equal(new MessageCounts(3, 0, 1), await dairy.GetMessageCountsAsync());
        Assert.Equal(before.Latest, after.Latest);
        Assert.Equal(before with { Latest = [] }, after with { Latest = before.Latest.Count == 0 ? after.Latest : [] });
    }

    [Fact]
    public async Task A_device_asked_for_before_it_was_registered_is_there_afterwards()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        Assert.Null(await dairy.Device("ENV-1").GetAsync());
        Assert.Empty(await dairy.Device("ENV-1").ListCommandsAsync());
        await dairy.RegisterAsync(TestDevices.Sensor());
        Assert.Equal(DeviceStatus.Offline, (await dairy.SnapshotAsync()).Status);
    }
}
