using SmartDairy.Contracts.Devices;

namespace SmartDairy.Simulator.Messages;

/// <summary>The three messages of a milking: a meter sends their sequence numbers without a gap inside a session.</summary>
internal static class SessionPayload
{
    public static SimulatedMessage Of(DeviceRegistration meter, Milking milking, MessageKind kind, PayloadWriter writer)
    {
        var (phase, suffix, at) = kind switch
        {
            MessageKind.MilkingStart => (0, "session/start", milking.Start),
            MessageKind.MilkingData => (1, "session/data", milking.End),
            _ => (2, "session/end", milking.End),
        };
        var json = writer.Json;
        writer.Begin(at, (milking.Sequence * 3) + phase);
        json.WriteString("session_id", milking.SessionId);
        json.WriteNumber("parlor_id", meter.ParlorId!.Value);
        json.WriteNumber("stall_id", meter.StallId!.Value);
        json.WriteString("animal_id", milking.Cow.Id);
        json.WriteStartObject("session_data");
        json.WriteString("start_time", PayloadWriter.Format(milking.Start));
        if (phase > 0)
        {
            json.WriteString("end_time", PayloadWriter.Format(milking.End));
            json.WriteNumber("duration_seconds", milking.Milk.Seconds);
        }

        json.WriteEndObject();
        if (phase == 1)
        {
            WriteMilk(milking.Milk, writer);
        }

        if (phase > 0)
        {
            WriteFlags(milking, writer);
        }

        return new(meter.Id, meter.Id, $"{meter.Place}/{suffix}", writer.End(), at, at, kind) { HeaderLength = writer.HeaderLength };
    }

    private static void WriteMilk(MilkYield milk, PayloadWriter writer)
    {
        writer.Json.WriteStartObject("milk_data");
        writer.Number("total_volume_liters", milk.Litres, 1);
        writer.Number("average_flow_lpm", milk.AverageFlow, 1);
        writer.Number("peak_flow_lpm", milk.PeakFlow, 1);
        writer.Number("temperature_celsius", milk.Temperature, 1);
        writer.Number("conductivity_ms_cm", milk.Conductivity, 2);
        writer.Json.WriteEndObject();
    }

    private static void WriteFlags(Milking milking, PayloadWriter writer)
    {
        var json = writer.Json;
        var sick = milking.Cow.HasMastitis(milking.Start);
        var draw = milking.Cow.Noise.Of(72, 0).Uniform(milking.Sequence);
        json.WriteStartObject("quality_flags");
        json.WriteBoolean("blood_detected", sick ? draw < 0.1 : draw < 0.001);
        json.WriteBoolean("conductivity_alert", milking.Milk.Conductivity > 6);
        json.WriteBoolean("temperature_alert", milking.Milk.Temperature > 38.5);
        json.WriteBoolean("incomplete_milking", milking.Milk.Incomplete);
        json.WriteEndObject();
        json.WriteNumber("quality_score", 93 + (int)(draw * 8));
    }
}
