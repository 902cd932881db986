using System.Text.Json;
using SmartDairy.Contracts.Sensors;
using SmartDairy.History.Herds;
using Xunit;
using static SmartDairy.Api.Tests.Herds.HerdTestHost;
using static SmartDairy.Api.Tests.Herds.Sensors.SampleDevices;

namespace SmartDairy.Api.Tests.Herds.Sensors;

public sealed class VerificationTests
{
    private const string Fields =
        "{ id farmId deviceId kind metric unit errorUnit time verifiedBy tolerance reference referenceUncertainty rangeMetres calibrationVersion bias worstError uncertainty verdict reason "
        + "points { reference readings error uncertainty verdict } reads { distanceMetres expected read rate { value low high } verdict } certificatePdf certificateJson }";

    [Fact]
    public async Task A_thermometer_check_is_judged_kept_and_found_again()
    {
        await using var host = await StartAsync();
        var made = (await host.DataAsync($$"""
            mutation { verifySensor(deviceId: "{{Sensor}}", kind: TEMPERATURE, referenceUncertainty: 0.04, reference: "Pt100 no. 7, DKD 123",
              points: [{ reference: 0, readings: [0.05, 0.06] }, { reference: 20, readings: [20.04, 20.05] }, { reference: 40, readings: [40.06, 40.05] }]) {{Fields}} }
            """)).GetProperty("verifySensor");
        Assert.Equal(("PASS", "temperature_c", "°C", 0.2),
            (Text(made, "verdict"), Text(made, "metric"), Text(made, "errorUnit"), made.GetProperty("tolerance").GetDouble()));
        Assert.Equal(0.0517, made.GetProperty("bias").GetDouble(), 0.0001);
        Assert.Equal("all farms", Text(made, "verifiedBy"));
        Assert.Equal($"/certificates/1/{Text(made, "id")}.pdf", Text(made, "certificatePdf"));
        var found =
            await host.DataAsync(
                $$"""{ verification(farmId: 1, id: "{{Text(made, "id")}}") {{Fields}} verifications(farmId: 1, deviceId: "{{Sensor}}") { totalCount nodes { id } } }""");
        Assert.Equal(made.GetRawText(), found.GetProperty("verification").GetRawText());
        Assert.Equal(1, found.GetProperty("verifications").GetProperty("totalCount").GetInt32());
        Assert.Equal(0,
            (await host.DataAsync($$"""{ verifications(farmId: 1, deviceId: "{{Meter}}") { totalCount } }""")).GetProperty("verifications")
            .GetProperty("totalCount").GetInt32());
    }

    [Fact]
    public async Task Readings_are_looked_up_where_only_a_span_is_told_and_the_calibration_in_force_is_named()
    {
        await using var host = await StartAsync();
        await AppendReadingsAsync(host, Sensor, "temperature_c", (Now - (3 * Hour), 10.5), (Now - (3 * Hour) + 60_000, 10.52),
            (Now - (2 * Hour), 20.51), (Now - (2 * Hour) + 60_000, 20.5), (Now - Hour, 30.5), (Now, 99));
        await host.PutAsync(HerdRecordKinds.Calibrations, Calibrated(1, Now - Day, true), Calibrated(2, Now - (12 * Hour), false),
            Calibrated(3, Now + Hour, true));
        var made = (await host.DataAsync($$"""
            mutation { verifySensor(deviceId: "{{Sensor}}", kind: TEMPERATURE, referenceUncertainty: 0.04, points: [
              { reference: 10, from: "2026-03-10T08:00:00Z", to: "2026-03-10T08:30:00Z" }, { reference: 20, from: "2026-03-10T09:00:00Z", to: "2026-03-10T09:30:00Z" },
              { reference: 30, from: "2026-03-10T10:00:00Z", to: "2026-03-10T10:30:00Z" }]) {{Fields}} }
            """)).GetProperty("verifySensor");
        Assert.Equal("[10.5,10.52]", made.GetProperty("points")[0].GetProperty("readings").GetRawText());
        Assert.Equal(("FAIL", 1), (Text(made, "verdict"), made.GetProperty("calibrationVersion").GetInt32()));
    }

    [Fact]
    public async Task Of_a_milking_the_last_running_total_counts_and_errors_are_in_percent()
    {
        await using var host = await StartAsync();
        await AppendReadingsAsync(host, Meter, "total_volume_liters", (Now - (3 * Hour), 2), (Now - (3 * Hour) + 60_000, 5.01),
            (Now - (2 * Hour), 4), (Now - (2 * Hour) + 60_000, 10.02), (Now - Hour, 20.04));
        var made = (await host.DataAsync($$"""
            mutation { verifySensor(deviceId: "{{Meter}}", kind: MILK_VOLUME, referenceUncertainty: 0.1, points: [
              { reference: 5, from: "2026-03-10T08:00:00Z", to: "2026-03-10T08:30:00Z" }, { reference: 10, from: "2026-03-10T09:00:00Z", to: "2026-03-10T09:30:00Z" },
              { reference: 20, from: "2026-03-10T10:00:00Z", to: "2026-03-10T10:30:00Z" }]) {{Fields}} }
            """)).GetProperty("verifySensor");
        Assert.Equal(("PASS", "%"), (Text(made, "verdict"), Text(made, "errorUnit")));
        Assert.All(made.GetProperty("points").EnumerateArray(), point => Assert.Equal(0.2, point.GetProperty("error").GetDouble(), 1e-9));
    }

    [Fact]
    public async Task A_reader_is_judged_by_distance_and_by_99_percent_unless_told_otherwise()
    {
        await using var host = await StartAsync();
        string Ask(string reads, string more = "")
            => $$"""mutation { verifyTagReads(deviceId: "{{Reader}}", reads: [{{reads}}]{{more}}) {{Fields}} }""";
        var made =
            (await host.DataAsync(
                Ask("{ distanceMetres: 1, expected: 500, read: 500 }, { distanceMetres: 5, expected: 500, read: 500 }"))).GetProperty(
                    "verifyTagReads");
        Assert.Equal(("PASS", 0.99, 5),
            (Text(made, "verdict"), made.GetProperty("tolerance").GetDouble(), made.GetProperty("rangeMetres").GetDouble()));
        Assert.Equal(0.9924, made.GetProperty("reads")[0].GetProperty("rate").GetProperty("low").GetDouble(), 0.0001);
        made = (await host.DataAsync(Ask("{ distanceMetres: 5, expected: 100, read: 95 }"))).GetProperty("verifyTagReads");
        Assert.Equal("FAIL", Text(made, "verdict"));
        made = (await host.DataAsync(
            Ask("{ distanceMetres: 3, expected: 100, read: 100 }", ", requiredRate: 0.95, rangeMetres: 3"))).GetProperty("verifyTagReads");
        Assert.Equal("PASS", Text(made, "verdict"));
        Assert.Equal(JsonValueKind.Null, made.GetProperty("metric").ValueKind);
    }

    [Theory]
    [InlineData(Sensor, "TEMPERATURE", "[]", "INVALID_ARGUMENT")]
    [InlineData(Sensor, "TEMPERATURE", "[{ reference: 5 }]", "INVALID_ARGUMENT")]
    [InlineData(Sensor, "TEMPERATURE", "[{ reference: 500, readings: [5] }]", "INVALID_ARGUMENT")]
    [InlineData(Sensor, "TEMPERATURE", "[{ reference: 5, readings: [5], from: \"2026-03-10T08:00:00Z\" }]", "INVALID_ARGUMENT")]
    [InlineData(Sensor, "TEMPERATURE", "[{ reference: 5, from: \"2026-03-10T08:00:00Z\", to: \"2026-03-12T08:00:00Z\" }]",
        "INVALID_ARGUMENT")]
    [InlineData(Sensor, "TEMPERATURE", "[{ reference: 5, from: \"2026-03-10T08:00:00Z\", to: \"2026-03-10T09:00:00Z\" }]",
        "INVALID_ARGUMENT")]
    [InlineData(Sensor, "MILK_VOLUME", "[{ reference: 5, readings: [5] }]", "INVALID_ARGUMENT")]
    [InlineData(Sensor, "TAG_READ_RATE", "[{ reference: 5, readings: [5] }]", "INVALID_ARGUMENT")]
    public async Task What_cannot_be_is_refused_and_nothing_is_kept(string device, string kind, string points, string code)
    {
        await using var host = await StartAsync();
        Assert.Equal(code,
            await host.CodeAsync(
                $$"""mutation { verifySensor(deviceId: "{{device}}", kind: {{kind}}, referenceUncertainty: 0.1, points: {{points}}) { id } }"""));
        Assert.Equal(0, (await host.DataAsync("{ verifications(farmId: 1) { totalCount } }")).GetProperty("verifications")
            .GetProperty("totalCount").GetInt32());
    }

    [Fact]
    public async Task Other_farms_and_keys_that_only_read_may_not()
    {
        await using var host = await StartAsync();
        var reader = host.Api.Keys.Issue("reader", [1], "read");
        var other = host.Api.Keys.Issue("other", [2]);
        const string Check =
            $$"""mutation { verifySensor(deviceId: "{{Sensor}}", kind: HUMIDITY, referenceUncertainty: 0.1, points: [{ reference: 5, readings: [5] }]) { id } }""";
        Assert.Equal("FORBIDDEN", await host.CodeAsync(Check, reader));
        Assert.Equal("NOT_FOUND", await host.CodeAsync(Check, other));
        Assert.Equal("FORBIDDEN", await host.CodeAsync("{ verifications(farmId: 1) { totalCount } }", other));
        Assert.Equal("FORBIDDEN", await host.CodeAsync("{ verification(farmId: 1, id: \"VER-1\") { id } }", other));
        Assert.Equal("INVALID_ARGUMENT",
            await host.CodeAsync(
                $$"""mutation { verifySensor(deviceId: "{{Sensor}}", kind: HUMIDITY, referenceUncertainty: 0, points: [{ reference: 5, readings: [5] }]) { id } }"""));
    }

    internal static Calibration Calibrated(int version, long at, bool valid) => new()
    {
        DeviceId = Sensor,
        FarmId = 1,
        Metric = "temperature_c",
        Version = version,
        CalibratedAt = at,
        CalibratedBy = "Jörg (Technik)",
        Method = CalibrationMethod.Linear,
        Slope = 1.01,
        Intercept = -0.2,
        RSquared = 0.9999,
        Rmse = 0.03,
        LeaveOneOutRmse = valid ? 0.05 : double.NaN,
        Tolerance = 0.2,
        Valid = valid,
        Reason = valid ? null : "Two points show no error.",
        Points = [new(0, 0.2, Now - Day, 1), new(20, 20.01, null, 2), new(40, 39.8, null)],
        Reference = "Thermometer 牛",
    };

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
