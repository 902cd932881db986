using SmartDairy.Simulator.Biology;
using SmartDairy.Simulator.Instruments;
using SmartDairy.Simulator.Layout;
using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Messages;

/// <summary>Sensors of the air, as they measure it: each with its own small error, some with a large one.</summary>
internal sealed class AirSensorSource(SimulationContext world, FarmLayout plan) : IMessageSource
{
    private const double MonthMs = 30 * 86_400_000.0;
    private static readonly List<SensorFaultEpisode> None = [];
    private readonly Sensor[] _sensors = [.. plan.Sensors.Select((device, index) =>
        new Sensor(index, device.Id, $"{device.TopicPrefix}/telemetry", device.BarnId!.Value, device.ZoneId!.Value, FarmLayout.IsReference(device),
            new ReportSchedule(world.Options.EnvironmentInterval, world.RandomSource.Derive(31, index).Uniform(0)), world.RandomSource.Derive(32, index)))];

    public void Emit(long from, long to, PayloadWriter writer, List<SimulatedMessage> messages)
    {
        foreach (var sensor in _sensors)
        {
            var mishaps = sensor.IsReference ? None : world.SensorFaults.Between(sensor.Index, from, to);
            for (var tick = sensor.Beat.FirstTickFrom(from); sensor.Beat.TimeOf(tick) < to; tick++)
            {
                var at = sensor.Beat.TimeOf(tick);
                if (!mishaps.Exists(mishap => mishap.Kind == TruthKind.SensorDropOut && mishap.Contains(at)))
                {
                    messages.Add(Report(sensor, tick, at, mishaps, writer));
                }
            }
        }
    }

    private SimulatedMessage Report(Sensor sensor, long tick, long at, List<SensorFaultEpisode> mishaps, PayloadWriter writer)
    {
        Span<double> values = stackalloc double[AirMetrics.Count];
        Measure(sensor, tick, at, mishaps, values);
        var own = sensor.Noise;
        var json = writer.Json;
        writer.Begin(at, tick);
        json.WriteString("device_id", sensor.Id);
        json.WriteNumber("farm_id", world.Options.FarmId);
        json.WriteNumber("barn_id", sensor.Barn);
        json.WriteNumber("zone_id", sensor.Zone);
        json.WriteString("sensor_type", "environmental");
        json.WriteStartObject("readings");
        for (var metric = 0; metric < AirMetrics.Count; metric++)
        {
            writer.WriteNumber(AirMetrics.Names[metric], values[metric], AirMetrics.Decimals[metric]);
        }

        json.WriteEndObject();
        json.WriteNumber("quality_score", 96 + own.Below(tick, 5));
        json.WriteNumber("battery_level", BatteryModel.LevelPercent(own, at, months: 18));
        json.WriteNumber("signal_strength", -65 + (int)(4 * own.Smooth(at / 3_600_000.0, 3)));
        json.WriteString("firmware_version", "2.1.0");
        return new(sensor.Id, sensor.Id, sensor.Topic, writer.End(), at, at, MessageKind.Environment) { HeaderLength = writer.HeaderLength };
    }

    private void Measure(Sensor sensor, long tick, long at, List<SensorFaultEpisode> mishaps, Span<double> values)
    {
        Healthy(sensor, tick, at, values);
        foreach (var mishap in mishaps)
        {
            if (mishap.Contains(at))
            {
                ApplyFault(sensor, tick, at, mishap, values);
            }
        }

        for (var metric = 0; metric < AirMetrics.Count; metric++)
        {
            values[metric] = Math.Clamp(values[metric], AirMetrics.Limits[metric].Least, AirMetrics.Limits[metric].Most);
        }
    }

    private void Healthy(Sensor sensor, long tick, long at, Span<double> values)
    {
        var air = world.Climate.At(sensor.Barn, sensor.Zone, at);
        (values[0], values[1], values[2], values[3], values[4]) = (air.Temperature, air.Humidity, air.Pressure, air.Co2, air.Nh3);
        var offsets = sensor.IsReference ? 0 : 1;
        for (var metric = 0; metric < AirMetrics.Count; metric++)
        {
            values[metric] += (offsets * AirMetrics.Offsets[metric] * sensor.Noise.Normal(-1 - metric))
                + (world.Parameters.Noise * AirMetrics.Noise[metric] * sensor.Noise.Normal((tick * AirMetrics.Count) + metric));
        }
    }

    private void ApplyFault(Sensor sensor, long tick, long at, SensorFaultEpisode mishap, Span<double> values)
    {
        var tolerance = AirMetrics.Tolerances[mishap.Metric];
        switch (mishap.Kind)
        {
            case TruthKind.SensorDrift:
                values[mishap.Metric] += mishap.Strength * tolerance * (at - mishap.Start) / MonthMs;
                break;
            case TruthKind.SensorShift:
                values[mishap.Metric] += mishap.Strength * tolerance;
                break;
            case TruthKind.SensorStuck:
                // What it measured last before it stuck.
                Span<double> last = stackalloc double[AirMetrics.Count];
                var stuck = sensor.Beat.FirstTickFrom(mishap.Start);
                Healthy(sensor, stuck, sensor.Beat.TimeOf(stuck), last);
                values[mishap.Metric] = last[mishap.Metric];
                break;
            case TruthKind.SensorSpikes:
                var draw = sensor.Noise.Derive(1, 0);
                if (draw.Uniform(tick * 2) < world.Parameters.AirSensors.SpikeShare)
                {
                    values[mishap.Metric] += mishap.Strength * tolerance * (draw.Uniform((tick * 2) + 1) < 0.5 ? -1 : 1);
                }

                break;
            default:
                break;
        }
    }

    private sealed record Sensor(int Index, string Id, string Topic, int Barn, int Zone, bool IsReference, ReportSchedule Beat, IndexedRandom Noise);
}
