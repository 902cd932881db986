using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Refusals;
using SmartDairy.Contracts.Sensors;
using SmartDairy.Grains.Tests.Cluster;
using SmartDairy.History.Herds;

namespace SmartDairy.Grains.Tests.Devices;

public sealed class CalibrationTests
{
    private static readonly CalibrationPoint[] TwoTooLow = [new(12, 10, null), new(22, 20, null), new(32, 30, null)];
    private static readonly CalibrationPoint[] OneTooLow = [new(11, 10, null), new(21, 20, null), new(31, 30, null)];

    [Fact]
    public async Task A_reading_is_stored_corrected_with_what_the_sensor_said_and_a_late_one_by_the_version_of_its_time()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var sensor = TestDevices.Sensor();
        await dairy.RegisterAsync(sensor);
        var began = dairy.Now;
        await dairy.SendTelemetryAsync(sensor, TestDevices.Climate(dairy.Now, 20, more: """, "note": "before" """));
        dairy.Time.Advance(TimeSpan.FromHours(1));
        Assert.True((await CalibrateAsync(dairy, sensor.Id, TwoTooLow))!.Valid);
        await dairy.SendTelemetryAsync(sensor, TestDevices.Climate(dairy.Now, 20));
        dairy.Time.Advance(TimeSpan.FromHours(1));
        var second = await CalibrateAsync(dairy, sensor.Id, OneTooLow);
        Assert.Equal(2, second!.Version);
        await dairy.SendTelemetryAsync(sensor, TestDevices.Climate(dairy.Now, 20));

        // Measured when the first version held, and asleep meanwhile.
        await dairy.DeactivateAsync(dairy.Device(sensor.Id));
        await dairy.SendTelemetryAsync(sensor, TestDevices.Climate(began + (90 * 60_000), 20));
        var stored = await dairy.History.ListSinceAsync(DairyTestCluster.FarmId, null, began, 100, DairyTestCluster.TimeoutToken);
        Assert.Equal([20, 22, 22, 21], stored.Select(reading => Math.Round(reading.Values[0], 6)));
        Assert.DoesNotContain("raw", stored[0].Extra ?? "", StringComparison.Ordinal);
        Assert.All(stored.Skip(1), reading => Assert.Contains("\"raw\":{\"temperature_c\":20}", reading.Extra, StringComparison.Ordinal));
        Assert.Contains("\"calibration\":{\"temperature_c\":1}", stored[2].Extra, StringComparison.Ordinal);
        Assert.Contains("\"calibration\":{\"temperature_c\":2}", stored[3].Extra, StringComparison.Ordinal);
        Assert.Equal([2, 1], (await dairy.Device(sensor.Id).ListCalibrationsAsync()).Select(calibration => calibration.Version));
    }

    [Fact]
    public async Task One_that_is_not_valid_is_kept_with_its_reason_and_changes_nothing()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var sensor = TestDevices.Sensor();
        await dairy.RegisterAsync(sensor);
        var made = await CalibrateAsync(dairy, sensor.Id, [new(12, 10, null), new(22, 20, null)]);
        Assert.False(made!.Valid);
        Assert.Contains("3 points", made.Reason, StringComparison.Ordinal);
        await dairy.SendTelemetryAsync(sensor, TestDevices.Climate(dairy.Now, 20));
        Assert.Equal(20,
            (await dairy.History.ListSinceAsync(
                DairyTestCluster.FarmId, null, dairy.Now, 100, DairyTestCluster.TimeoutToken))[0].Values[0]);
        var refused =
            await Assert.ThrowsAsync<RefusedException>(() => dairy.Device(sensor.Id)
            .CalibrateAsync(new CalibrationRequest { Metric = "battery_level", Points = TwoTooLow, By = "test" }));
        Assert.Contains("temperature_c", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_expired_it_is_still_used_and_readings_are_marked()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var sensor = TestDevices.Sensor();
        await dairy.RegisterAsync(sensor);
        await dairy.Device(sensor.Id)
            .CalibrateAsync(new CalibrationRequest { Metric = "temperature_c", Points = TwoTooLow, ExpiresAfter = 3_600_000, By = "test" });
        dairy.Time.Advance(TimeSpan.FromHours(2));
        await dairy.SendTelemetryAsync(sensor, TestDevices.Climate(dairy.Now, 20));
        var reading =
            Assert.Single(await dairy.History.ListSinceAsync(DairyTestCluster.FarmId, null, dairy.Now, 100, DairyTestCluster.TimeoutToken));
        Assert.True(reading.Flags.HasFlag(ReadingFlags.CalibrationExpired));
        Assert.Equal(22, reading.Values[0], 6);
        Assert.True(reading.Quality <= 90);
        var soon = DairyTestCluster.TimeoutToken;
        IReadOnlyList<HerdRecord> found;
        while ((found =
            await dairy.HerdStore.ListAsync(new HerdQuery
            { FarmId = DairyTestCluster.FarmId, Kind = HerdRecordKinds.Detections.Name }, 10, soon)).Count == 0)
        {
            await Task.Yield();
        }

        Assert.Equal(DetectionKind.CalibrationExpired, HerdRecordKinds.Detections.FromRecord(found[0]).Kind);
    }

    private static Task<Calibration?> CalibrateAsync(DairyTestCluster dairy, string deviceId, CalibrationPoint[] points)
        => dairy.Device(deviceId).CalibrateAsync(new CalibrationRequest { Metric = "temperature_c", Points = points, By = "test" });
}
