using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Readings;
using SmartDairy.Husbandry.Sensors;
using Xunit;

namespace SmartDairy.Husbandry.Tests.Sensors;

public sealed class BarnSensorMonitorTests
{
    private const long First = 492_000;
    private static readonly int Temperature = Metrics.Find(ReadingFamily.Environment, "temperature_c")!.Index;
    private static readonly int Humidity = Metrics.Find(ReadingFamily.Environment, "humidity_percent")!.Index;

    [Fact]
    public void A_slow_drift_is_told_of_before_twice_the_tolerance_and_of_the_drifting_sensor_only()
    {
        // Temperature's tolerance is 0.2 °C; one tolerance a month from day 20 on.
        var told = Watch(days: 90, (sensor, day) => sensor == 2 && day > 20 ? 0.2 * (day - 20) / 30 : 0);
        var drift = Assert.Single(told, one => one.Kind == DetectionKind.SensorDrift);
        Assert.Equal(("S2", "temperature_c"), (drift.SubjectId, drift.Metric));
        Assert.InRange((drift.DetectedAt / 3_600_000.0 - First) / 24, 40, 80);
    }

    [Fact]
    public void The_swing_of_the_day_the_weather_and_the_season_is_no_drift()
        => Assert.DoesNotContain(Watch(days: 120, (_, _) => 0), one => one.Kind is DetectionKind.SensorDrift or DetectionKind.SensorShift);

    [Fact]
    public void What_a_sensors_place_differs_by_is_no_drift()
        => Assert.DoesNotContain(Watch(days: 60, (sensor, _) => sensor == 1 ? 1.5 : 0), one => one.Kind is DetectionKind.SensorDrift
        or DetectionKind.SensorShift);

    [Fact]
    public void A_jump_is_told_of_within_a_day()
    {
        var told = Watch(days: 40, (sensor, day) => sensor == 3 && day >= 30 ? 1.5 : 0);
        var shift = Assert.Single(told, one => one.Kind == DetectionKind.SensorShift);
        Assert.Equal("S3", shift.SubjectId);
        Assert.InRange((shift.DetectedAt / 3_600_000.0 - First) / 24, 30, 31);
    }

    [Fact]
    public void That_neighbours_fall_silent_moves_nobody_else()
    {
        // Places differ by more than the tolerance, and two of five are silent from day 25 on.
        var told = Watch(days: 60, (sensor, day) => sensor >= 4 && day > 25 ? double.NaN : 0.4 * sensor);
        Assert.DoesNotContain(told, one => one.Kind is DetectionKind.SensorDrift or DetectionKind.SensorShift);
    }

    [Fact]
    public void The_barn_and_each_zone_have_a_climate_from_the_first_hour_on()
    {
        var barn = new BarnSensorMonitor(1);
        for (var hour = First; hour < First + 10; hour++)
        {
            barn.Add("S1", 1, Hour(hour, 28, 70));
            barn.Add("S2", 2, Hour(hour, 30, 70));
        }

        var climate = barn.DrainClimateHours();
        Assert.Equal(8, climate.Count(one => one.Zone is null));
        Assert.Equal(First, climate[0].Hour.Hour);

        // (1.8 T + 32) - (0.55 - 0.0055 RH) (1.8 T - 26) at 28 °C and 70 %.
        Assert.All(climate.Where(one => one.Zone == 1), one => Assert.Equal(78.37, one.Hour.Thi, 2));
    }

    /// <summary>Five sensors of a barn with days, weather and a season; the error of a sensor by its number and the day.</summary>
    private static List<Detection> Watch(int days, Func<int, double, double> error)
    {
        var random = new Random(5);
        var barn = new BarnSensorMonitor(1);
        var told = new Dictionary<string, Detection>(StringComparer.Ordinal);
        for (var hour = 0; hour < days * 24; hour++)
        {
            var air = 10 + (8 * Math.Sin(hour / 24.0 * 2 * Math.PI)) + (5 * Math.Sin(hour / 150.0)) + (hour / 24.0 * 0.15);
            for (var sensor = 1; sensor <= 5; sensor++)
            {
                barn.Add($"S{sensor}", sensor,
                    Hour(First + hour, air + (0.1 * sensor) + ((random.NextDouble() - 0.5) * 0.1) + error(sensor, hour / 24.0), 70));
            }

            foreach (var detection in barn.DrainDetections())
            {
                told[detection.Id] = detection;
            }
        }

        return [.. told.Values];
    }

    private static SensorHour Hour(long hour, double temperature, double humidity)
    {
        var means = new double[Metrics.ForFamily(ReadingFamily.Environment).Length];
        Array.Fill(means, double.NaN);
        (means[Temperature], means[Humidity]) = (temperature, humidity);
        return new SensorHour(hour, means);
    }
}
