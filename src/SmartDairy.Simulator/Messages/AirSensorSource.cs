using SmartDairy.Simulator.Biology;
using SmartDairy.Simulator.Instruments;
using SmartDairy.Simulator.Layout;
using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Messages;

/// <summary>Messages of the air sensors, each with its own small error and some with faults.</summary>
internal sealed class AirSensorSource(SimulationContext context, FarmLayout layout) : IMessageSource
{
    private const double MonthMs = 30 * 86_400_000.0;
    private static readonly List<SensorFaultEpisode> None = [];
    private readonly Sensor[] _sensors = [.. layout.Sensors.Select((device, index) =>
        new Sensor(
            index, device.Id, $"{device.TopicPrefix}/telemetry", device.BarnId!.Value, device.ZoneId!.Value, FarmLayout.IsReference(device),
            new ReportSchedule(context.Options.EnvironmentInterval, context.RandomSource.Derive(31, index).Uniform(0)),
            context.RandomSource.Derive(32, index)))];

    public void Emit(long from, long to, PayloadWriter writer, List<SimulatedMessage> messages)
    {
        foreach (var sensor in _sensors)
        {
            var faults = sensor.IsReference ? None : context.SensorFaults.Between(sensor.Index, from, to);
            for (var tick = sensor.Schedule.FirstTickFrom(from); sensor.Schedule.TimeOf(tick) < to; tick++)
            {
                var at = sensor.Schedule.TimeOf(tick);
                if (!faults.Exists(fault => fault.Kind == TruthKind.SensorDropOut && fault.Contains(at)))
                {
                    messages.Add(Report(sensor, tick, at, faults, writer));
                }
            }
        }
    }

    private SimulatedMessage Report(Sensor sensor, long tick, long at, List<SensorFaultEpisode> faults, PayloadWriter writer)
    {
        Span<double> values = stackalloc double[AirMetrics.Count];
        Measure(sensor, tick, at, faults, values);
        var own = sensor.Noise;
        var json = writer.Json;
        writer.Begin(at, tick);
        json.WriteString("device_id", sensor.Id);
        json.WriteNumber("farm_id", context.Options.FarmId);
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
        return new(
            sensor.Id, sensor.Id, sensor.Topic, writer.End(), at, at, MessageKind.Environment)
        { HeaderLength = writer.HeaderLength };
    }

    private void Measure(Sensor sensor, long tick, long at, List<SensorFaultEpisode> faults, Span<double> values)
    {
        Healthy(sensor, tick, at, values);
        foreach (var fault in faults)
        {
            if (fault.Contains(at))
            {
                ApplyFault(sensor, tick, at, fault, values);
            }
        }

        for (var metric = 0; metric < AirMetrics.Count; metric++)
        {
            values[metric] = Math.Clamp(values[metric], AirMetrics.Limits[metric].Min, AirMetrics.Limits[metric].Max);
        }
    }

    private void Healthy(Sensor sensor, long tick, long at, Span<double> values)
    {
        var air = context.Climate.At(sensor.Barn, sensor.Zone, at);
        (values[0], values[1], values[2], values[3], values[4]) = (air.Temperature, air.Humidity, air.Pressure, air.Co2, air.Nh3);
        var offsets = sensor.IsReference ? 0 : 1;
        for (var metric = 0; metric < AirMetrics.Count; metric++)
        {
            values[metric] += (offsets * AirMetrics.Offsets[metric] * sensor.Noise.Normal(-1 - metric))
                + (context.Parameters.Noise * AirMetrics.Noise[metric] * sensor.Noise.Normal((tick * AirMetrics.Count) + metric));
        }
    }

    private void ApplyFault(Sensor sensor, long tick, long at, SensorFaultEpisode fault, Span<double> values)
    {
        var tolerance = AirMetrics.Tolerances[fault.Metric];
        switch (fault.Kind)
        {
            case TruthKind.SensorDrift:
                values[fault.Metric] += fault.Strength * tolerance * (at - fault.Start) / MonthMs;
                break;
            case TruthKind.SensorShift:
                values[fault.Metric] += fault.Strength * tolerance;
                break;
            case TruthKind.SensorStuck:
                // The value measured when the sensor became stuck.
                Span<double> last = stackalloc double[AirMetrics.Count];
                var stuck = sensor.Schedule.FirstTickFrom(fault.Start);
                Healthy(sensor, stuck, sensor.Schedule.TimeOf(stuck), last);
                values[fault.Metric] = last[fault.Metric];
                break;
            case TruthKind.SensorSpikes:
                var draw = sensor.Noise.Derive(1, 0);
                if (draw.Uniform(tick * 2) < context.Parameters.AirSensors.SpikeShare)
                {
                    values[fault.Metric] += fault.Strength * tolerance * (draw.Uniform((tick * 2) + 1) < 0.5 ? -1 : 1);
                }

                break;
            default:
                break;
        }
    }

    private sealed record Sensor(
        int Index, string Id, string Topic, int Barn, int Zone, bool IsReference, ReportSchedule Schedule, IndexedRandom Noise);
}
