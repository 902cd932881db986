using Microsoft.Extensions.DependencyInjection;
using SmartDairy.Grains.Animals;
using SmartDairy.Grains.Tests.Cluster;

namespace SmartDairy.Grains.Tests.Animals;

public sealed class PlaceClimateHistoryTests
{
    private const long Hour = 3_600_000;

    [Fact]
    public async Task An_hour_of_a_place_is_the_mean_of_its_sensors_and_late_readings_are_found()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var (one, two) = (TestDevices.Sensor("ENV-1", zone: 1), TestDevices.Sensor("ENV-2", zone: 2));
        await dairy.Farm.RegisterDevicesAsync([one, two]);
        var now = dairy.Now / Hour;
        await dairy.SendTelemetryAsync(one, TestDevices.Climate((now - 3) * Hour, 25, 50));
        await dairy.SendTelemetryAsync(one, TestDevices.Climate(((now - 3) * Hour) + 60_000, 25, 50));
        await dairy.SendTelemetryAsync(two, TestDevices.Climate((now - 3) * Hour, 35, 80));
        await dairy.SendTelemetryAsync(two, TestDevices.Climate((now - 1) * Hour, 35, 80));
        await dairy.SendTelemetryAsync(two, TestDevices.Climate((now * Hour) + 1, 35, 80));
        var climates = dairy.Services.GetRequiredService<PlaceClimateHistory>();
        var barn = await climates.GetHoursAsync(1, "barn/1", now - 10, now);
        Assert.Equal([now - 3, now - 1], barn.Select(hour => hour.Hour));
        Assert.Equal((71.78 + 90.93) / 2, barn[0].Thi, 0.01);
        Assert.Equal(71.78, Assert.Single(await climates.GetHoursAsync(1, "barn/1/zone/1", now - 10, now)).Thi, 0.01);
        Assert.Empty(await climates.GetHoursAsync(1, "barn/2", now - 10, now));

        await dairy.SendTelemetryAsync(one, TestDevices.Climate((now - 2) * Hour, 25, 50));
        Assert.Equal(2, (await climates.GetHoursAsync(1, "barn/1", now - 10, now)).Count);
        dairy.Time.Advance(TimeSpan.FromHours(1));
        var later = await climates.GetHoursAsync(1, "barn/1", now - 10, now + 1);
        Assert.Equal([now - 3, now - 2, now - 1, now], later.Select(hour => hour.Hour));
    }
}
