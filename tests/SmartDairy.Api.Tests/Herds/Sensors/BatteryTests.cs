using System.Text.Json;
using Xunit;
using static SmartDairy.Api.Tests.Herds.HerdTestHost;
using static SmartDairy.Api.Tests.Herds.Sensors.SampleDevices;

namespace SmartDairy.Api.Tests.Herds.Sensors;

public sealed class BatteryTests
{
    private const string Duty =
        """{ capacityMilliampHours: 1500, sleepMilliamps: 0.01, selfDischargePerYear: 0, states: [{ milliamps: 0.5, each: "PT5M", perHour: 1 }, { milliamps: 40, each: "PT0.1S", perHour: 1 }] }""";

    [Fact]
    public async Task The_end_is_told_from_the_levels_and_compared_with_the_duty_cycle()
    {
        await using var host = await StartAsync();
        await AppendReadingsAsync(host, Sensor, "battery_level",
            [.. Enumerable.Range(0, 41)
            .SelectMany(day => (int[])[0, 6, 12], (day, hour) => (Now - (day * Day) - (hour * Hour), 50 + (0.5 * day)))]);
        var battery = (await host.DataAsync($$"""
            { device(id: "{{Sensor}}") { battery(dutyCycle: {{Duty}}) { level changedAt percentPerDay projectedEmptyAt earliestEmptyAt latestEmptyAt falling reason expectedEmptyAt dischargeRatio } } }
            """)).GetProperty("device").GetProperty("battery");
        Assert.Equal(0.5, battery.GetProperty("percentPerDay").GetDouble(), 0.02);
        Assert.Equal(Now + (90 * Day), At(battery, "projectedEmptyAt"), 3.0 * Day);
        Assert.True(At(battery, "earliestEmptyAt") < At(battery, "projectedEmptyAt")
            && At(battery, "projectedEmptyAt") < At(battery, "latestEmptyAt"));
        Assert.Equal(JsonValueKind.Null, battery.GetProperty("changedAt").ValueKind);
        // By its duty cycle it would last 1,203 days, 0.083 % a day.
        Assert.Equal(6.0, battery.GetProperty("dischargeRatio").GetDouble(), 0.2);
        Assert.Equal(Now + (0.5 * 1_203 * Day), At(battery, "expectedEmptyAt"), 10.0 * Day);
    }

    [Fact]
    public async Task Who_never_told_a_level_has_none_and_too_little_tells_no_date()
    {
        await using var host = await StartAsync();
        Assert.Equal(JsonValueKind.Null,
            (await host.DataAsync($$"""{ device(id: "{{Sensor}}") { battery { level } } }""")).GetProperty("device")
            .GetProperty("battery").ValueKind);
        await AppendReadingsAsync(host, Sensor, "battery_level", (Now - Day, 80), (Now - Hour, 79));
        var battery =
            (await host.DataAsync($$"""{ device(id: "{{Sensor}}") { battery { level projectedEmptyAt reason } } }""")).GetProperty("device")
            .GetProperty("battery");
        Assert.Equal(JsonValueKind.Null, battery.GetProperty("projectedEmptyAt").ValueKind);
        Assert.Contains("7 are needed", battery.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_duty_cycle_alone_tells_years()
    {
        await using var host = await StartAsync();
        var life =
            (await host.DataAsync($$"""{ batteryLife(dutyCycle: {{Duty}}) { meanMilliamps days years } }""")).GetProperty("batteryLife");
        Assert.Equal(3.295, life.GetProperty("years").GetDouble(), 0.005);
        Assert.Equal("INVALID_ARGUMENT",
            await host.CodeAsync("""{ batteryLife(dutyCycle: { capacityMilliampHours: 0, sleepMilliamps: 1, states: [] }) { days } }"""));
        Assert.Equal(
            "INVALID_ARGUMENT",
            await host.CodeAsync(
                """{ batteryLife(dutyCycle: { capacityMilliampHours: 1, sleepMilliamps: 1, states: [{ milliamps: 1, each: "PT1H", perHour: 2 }] }) { days } }"""));
    }

    private static double At(JsonElement battery, string name) => battery.GetProperty(name).GetDateTimeOffset().ToUnixTimeMilliseconds();
}
