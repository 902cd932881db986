using SmartDairy.Simulator.Nature;
using SmartDairy.Simulator.Plan;

namespace SmartDairy.Simulator.Messages;

internal sealed class AirSensors(HerdOptions options, FarmPlan plan, Noise noise, TimeZoneInfo zone) : IVoice
{
    private readonly BarnClimate _climate = new(noise.Of(30, 0), options.Barns, options.ZonesPerBarn, options.Cows, zone.BaseUtcOffset);
    private readonly Sensor[] _sensors = [.. plan.Sensors.Select((device, index) =>
        new Sensor(device.Id, $"{device.Place}/telemetry", device.BarnId!.Value, device.ZoneId!.Value,
            new Beat(options.EnvironmentInterval, noise.Of(31, index).Uniform(0)), noise.Of(32, index)))];

    public void Speak(long from, long to, PayloadWriter writer, List<SimulatedMessage> messages)
    {
        foreach (var sensor in _sensors)
        {
            for (var tick = sensor.Beat.FirstFrom(from); sensor.Beat.TimeOf(tick) < to; tick++)
            {
                messages.Add(Report(sensor, tick, writer));
            }
        }
    }

    private SimulatedMessage Report(Sensor sensor, long tick, PayloadWriter writer)
    {
        var at = sensor.Beat.TimeOf(tick);
        var air = _climate.At(sensor.Barn, sensor.Zone, at);
        var own = sensor.Noise;
        var json = writer.Json;
        writer.Begin(at, tick);
        json.WriteString("device_id", sensor.Id);
        json.WriteNumber("farm_id", options.FarmId);
        json.WriteNumber("barn_id", sensor.Barn);
        json.WriteNumber("zone_id", sensor.Zone);
        json.WriteString("sensor_type", "environmental");
        json.WriteStartObject("readings");
        writer.Number("temperature_c", air.Temperature + (0.2 * own.Normal(-1)) + (0.05 * own.Normal(tick * 5)), 2);
        writer.Number("humidity_percent", Math.Clamp(air.Humidity + (0.3 * own.Normal((tick * 5) + 1)), 0, 100), 1);
        writer.Number("pressure_hpa", air.Pressure + (0.05 * own.Normal((tick * 5) + 2)), 2);
        writer.Number("co2_ppm", air.Co2 + (8 * own.Normal((tick * 5) + 3)), 0);
        writer.Number("nh3_ppm", Math.Max(0, air.Nh3 + (0.1 * own.Normal((tick * 5) + 4))), 1);
        json.WriteEndObject();
        json.WriteNumber("quality_score", 96 + own.Below(tick, 5));
        json.WriteNumber("battery_level", Battery.Level(own, at, months: 18));
        json.WriteNumber("signal_strength", -65 + (int)(4 * own.Smooth(at / 3_600_000.0, 3)));
        json.WriteString("firmware_version", "2.1.0");
        return new(sensor.Id, sensor.Id, sensor.Topic, writer.End(), at, at, MessageKind.Environment) { HeaderLength = writer.HeaderLength };
    }

    private sealed record Sensor(string Id, string Topic, int Barn, int Zone, Beat Beat, Noise Noise);
}
