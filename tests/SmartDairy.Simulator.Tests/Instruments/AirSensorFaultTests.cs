using SmartDairy.Simulator.Parameters;
using SmartDairy.Simulator.Truth;
using Xunit;

namespace SmartDairy.Simulator.Tests.Instruments;

public sealed class AirSensorFaultTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Dictionary<string, double> Tolerances = new()
    {
        ["temperature_c"] = 0.2,
        ["humidity_percent"] = 2,
        ["co2_ppm"] = 50,
        ["nh3_ppm"] = 2,
    };

    [Fact]
    public void A_drifting_sensor_departs_from_the_reference_at_its_rate()
    {
        var herd =
            CreateHerd("""{ "drifting": 1, "driftFrom": { "mean": 0, "deviation": 0 }, "driftPerMonth": { "mean": 3, "deviation": 0 } }""");
        var read = Read(herd, Start.AddDays(60), Start.AddDays(61));
        var drifts = herd.Truth(Start, Start.AddDays(61)).Where(entry => entry.Kind == TruthKind.SensorDrift).ToList();
        Assert.Equal(4, drifts.Count);
        Assert.All(drifts, drift =>
        {
            var (own, reference) =
                (read[drift.SubjectId].Average(values => values[drift.Metric!]),
                    read["ENV-FARM01-BARN01-REF"].Average(values => values[drift.Metric!]));
            // 3 tolerances a month for two months; values are clamped at 0.
            var expected = Math.Max(reference + (6 * Math.Sign(drift.Strength) * Tolerances[drift.Metric!]), 0);
            Assert.Equal(expected, own, 1.3 * Tolerances[drift.Metric!]);
        });
    }

    [Fact]
    public void A_stuck_sensor_repeats_one_value_and_a_dropped_out_sensor_is_silent()
    {
        var herd = CreateHerd("""{ "stuckPerYear": 40, "dropOutsPerYear": 40 }""");
        var truth = herd.Truth(Start.AddDays(10), Start.AddDays(20));
        foreach (var stuck in truth.Where(entry => entry.Kind == TruthKind.SensorStuck).Take(10))
        {
            var (from, to) = (DateTimeOffset.FromUnixTimeMilliseconds(stuck.Start), DateTimeOffset.FromUnixTimeMilliseconds(stuck.End));
            if (Read(herd, from, to).TryGetValue(stuck.SubjectId, out var values)
                && !truth.Any(other => other != stuck && other.SubjectId == stuck.SubjectId && other.Start < stuck.End
                && other.End > stuck.Start))
            {
                Assert.Single(values.Select(entry => entry[stuck.Metric!]).Distinct());
            }
        }

        foreach (var silent in truth.Where(entry => entry.Kind == TruthKind.SensorDropOut).Take(10))
        {
            var read =
                Read(herd, DateTimeOffset.FromUnixTimeMilliseconds(silent.Start), DateTimeOffset.FromUnixTimeMilliseconds(silent.End));
            Assert.DoesNotContain(silent.SubjectId, read.Keys);
        }

        Assert.Contains(truth, entry => entry.Kind == TruthKind.SensorStuck);
        Assert.Contains(truth, entry => entry.Kind == TruthKind.SensorDropOut);
    }

    [Fact]
    public void Reference_sensors_have_no_faults_and_are_not_in_the_demo()
    {
        var herd = CreateHerd("""{ "drifting": 1, "shiftsPerYear": 40, "spikesPerYear": 40, "dropOutsPerYear": 40 }""");
        Assert.DoesNotContain(herd.Truth(Start, Start.AddDays(60)), entry => entry.SubjectId.EndsWith("REF", StringComparison.Ordinal));
        Assert.DoesNotContain(
            SimulatedHerd.Create(new SimulatedHerdOptions()).Devices, device => device.Id.EndsWith("REF", StringComparison.Ordinal));
        Assert.Equal(288, Read(herd, Start.AddDays(3), Start.AddDays(4))["ENV-FARM01-BARN01-REF"].Count);
    }

    private static SimulatedHerd CreateHerd(string sensors) => SimulatedHerd.Create(new SimulatedHerdOptions
    {
        Cows = 10,
        Barns = 1,
        ZonesPerBarn = 1,
        SensorsPerZone = 4,
        ReferenceSensors = true,
        Families = MessageFamilies.Environment,
        Parameters = HerdParameters.Parse($$"""
            { "airSensors": {{DisableOtherFaults(sensors)}} }
            """),
    });

    // Disables all faults except those in the test's parameters.
    private static string DisableOtherFaults(string sensors)
    {
        var rest =
            new[] { "drifting", "shiftsPerYear", "stuckPerYear", "spikesPerYear", "dropOutsPerYear" }.Where(
                name => !sensors.Contains(name, StringComparison.Ordinal));
        return sensors.TrimEnd()[..^1] + string.Concat(rest.Select(name => $", \"{name}\": 0")) + "}";
    }

    private static Dictionary<string, List<Dictionary<string, double>>> Read(SimulatedHerd herd, DateTimeOffset from, DateTimeOffset to) =>
        herd.Messages(from, to).GroupBy(message => message.DeviceId).ToDictionary(
            group => group.Key,
            group =>
                group.Select(message => message.Json().GetProperty("readings").EnumerateObject()
                .ToDictionary(member => member.Name, member => member.Value.GetDouble())).ToList());
}
