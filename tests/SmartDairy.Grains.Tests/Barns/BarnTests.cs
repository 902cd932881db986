using SmartDairy.Analytics.Climate;
using SmartDairy.Contracts.Refusals;
using SmartDairy.Grains.Tests.Cluster;

namespace SmartDairy.Grains.Tests.Barns;

public sealed class BarnTests
{
    [Fact]
    public async Task A_barn_knows_the_newest_of_each_zone_and_its_climate()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var (old, newer, cold, broken) =
            (TestDevices.Sensor("ENV-1"), TestDevices.Sensor("ENV-2"), TestDevices.Sensor("ENV-3", zone: 1),
                TestDevices.Sensor("ENV-4", zone: 3));
        await dairy.Farm.RegisterDevicesAsync([old, newer, cold, broken, TestDevices.Sensor("ENV-9", barn: 2)]);
        await dairy.SendTelemetryAsync(newer, TestDevices.Climate(dairy.Now, 28, 70, ""","battery_level":50 """));
        await dairy.SendTelemetryAsync(old, TestDevices.Climate(dairy.Now - 60_000, 10, 40));
        await dairy.SendTelemetryAsync(cold, TestDevices.Climate(dairy.Now, 12, 80));
        await dairy.SendTelemetryAsync(broken, TestDevices.Climate(dairy.Now, 500, 50));

        var barn = (await dairy.Barn(1).GetAsync())!;
        Assert.Equal([1, 2, 3], barn.Zones.Select(zone => zone.ZoneId));
        Assert.Equal([("humidity_percent", 70d), ("temperature_c", 28d)],
            barn.Zones[1].Latest.Select(value => (value.Metric, value.Value!.Value)).Order());
        var expected = (TemperatureHumidityIndex.Calculate(28, 70) + TemperatureHumidityIndex.Calculate(12, 80)) / 2;
        Assert.Equal(expected!, barn.TemperatureHumidityIndex!.Value, 9);
        Assert.Null((await dairy.Barn(2).GetAsync())!.TemperatureHumidityIndex);
        Assert.Null(await dairy.Barn(3).GetAsync());
    }

    [Fact]
    public async Task An_answer_is_at_most_a_second_old()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var sensor = TestDevices.Sensor();
        await dairy.RegisterAsync(sensor);
        await dairy.SendTelemetryAsync(sensor, TestDevices.Climate(dairy.Now, 20));
        Assert.Equal(20, (await dairy.Barn(1).GetAsync())!.Zones[0].Latest.Single(value => value.Metric == "temperature_c").Value);
        dairy.Time.Advance(TimeSpan.FromSeconds(1));
        await dairy.SendTelemetryAsync(sensor, TestDevices.Climate(dairy.Now, 21));
        Assert.Equal(21, (await dairy.Barn(1).GetAsync())!.Zones[0].Latest.Single(value => value.Metric == "temperature_c").Value);
    }

    [Fact]
    public async Task A_name_stays()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        await dairy.RegisterAsync(TestDevices.Sensor());
        Assert.Null((await dairy.Barn(1).GetAsync())!.Name);
        await dairy.Barn(1).RenameAsync("Old barn");
        Assert.Equal("Old barn", (await dairy.Barn(1).GetAsync())!.Name);
        await dairy.DeactivateAsync(dairy.Barn(1));
        Assert.Equal("Old barn", (await dairy.Barn(1).GetAsync())!.Name);
        Assert.Equal(RefusalKind.InvalidArgument, (await Assert.ThrowsAsync<RefusedException>(() => dairy.Barn(1).RenameAsync(" "))).Kind);
    }
}
