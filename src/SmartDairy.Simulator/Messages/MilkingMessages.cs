using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Milking;
using SmartDairy.Simulator.Biology;
using SmartDairy.Simulator.Parameters;

namespace SmartDairy.Simulator.Messages;

/// <summary>The messages of a milking, numbered consecutively within a session.</summary>
internal sealed class MilkingMessages(SimulatedHerdOptions options, MeterParameters parameters)
{
    private static readonly string[] QuarterNames = [.. Enum.GetNames<Quarter>()];
    private readonly int _messages = 3 + options.RunningTotals;

    /// <summary>Time of a running total, in whole seconds.</summary>
    public static long TimeOf(PlannedMilking milking, int number, int totals) =>
        (milking.Start + ((milking.End - milking.Start) * number / (totals + 1))) / 1000 * 1000;

    public SimulatedMessage Start(DeviceRegistration meter, PlannedMilking milking, PayloadWriter writer)
    {
        Begin(meter, milking, 0, milking.Start, ended: false, writer);
        return Send(meter, "session/start", milking.Start, MessageKind.MilkingStart, writer);
    }

    public SimulatedMessage RunningTotal(DeviceRegistration meter, PlannedMilking milking, int number, long at, PayloadWriter writer)
    {
        Begin(meter, milking, number, at, ended: false, writer);
        var (share, flow) = milking.Milk.ProgressAt((double)(at - milking.Start) / Math.Max(1, milking.End - milking.Start));
        writer.Json.WriteStartObject("milk_data");
        writer.WriteNumber("total_volume_liters", milking.Milk.Litres * share, 1);
        writer.WriteNumber("current_flow_lpm", flow, 2);
        writer.WriteNumber("conductivity_ms_cm", milking.Milk.Conductivity, 2);
        writer.Json.WriteEndObject();
        return Send(meter, "session/data", at, MessageKind.MilkingData, writer);
    }

    public SimulatedMessage Total(DeviceRegistration meter, PlannedMilking milking, PayloadWriter writer)
    {
        Begin(meter, milking, _messages - 2, milking.End, ended: true, writer);
        WriteMilk(milking.Milk, writer);
        WriteFlags(milking, writer);
        return Send(meter, "session/data", milking.End, MessageKind.MilkingData, writer);
    }

    public SimulatedMessage End(DeviceRegistration meter, PlannedMilking milking, PayloadWriter writer)
    {
        Begin(meter, milking, _messages - 1, milking.End, ended: true, writer);
        WriteFlags(milking, writer);
        return Send(meter, "session/end", milking.End, MessageKind.MilkingEnd, writer);
    }

    private void Begin(DeviceRegistration meter, PlannedMilking milking, int number, long at, bool ended, PayloadWriter writer)
    {
        var json = writer.Json;
        writer.Begin(at, (milking.Sequence * _messages) + number);
        json.WriteString("session_id", milking.SessionId);
        json.WriteNumber("parlor_id", meter.ParlorId!.Value);
        json.WriteNumber("stall_id", meter.StallId!.Value);
        json.WriteString("animal_id", milking.Cow.Id);
        json.WriteStartObject("session_data");
        json.WriteString("start_time", PayloadWriter.Format(milking.Start));
        if (ended)
        {
            json.WriteString("end_time", PayloadWriter.Format(milking.End));
            json.WriteNumber("duration_seconds", milking.Milk.Seconds);
        }

        json.WriteEndObject();
    }

    private static SimulatedMessage Send(DeviceRegistration meter, string suffix, long at, MessageKind kind, PayloadWriter writer) =>
        new(meter.Id, meter.Id, $"{meter.TopicPrefix}/{suffix}", writer.End(), at, at, kind) { HeaderLength = writer.HeaderLength };

    private void WriteMilk(MilkYield milk, PayloadWriter writer)
    {
        var json = writer.Json;
        json.WriteStartObject("milk_data");
        writer.WriteNumber("total_volume_liters", milk.Litres, 1);
        writer.WriteNumber("average_flow_lpm", milk.AverageFlow, 1);
        writer.WriteNumber("peak_flow_lpm", milk.PeakFlow, 1);
        writer.WriteNumber("temperature_celsius", milk.Temperature, 1);
        writer.WriteNumber("conductivity_ms_cm", milk.Conductivity, 2);
        if (options.QuarterLevelMeters)
        {
            WriteQuarters(milk, writer);
        }

        json.WriteEndObject();
    }

    private static void WriteQuarters(MilkYield milk, PayloadWriter writer)
    {
        var json = writer.Json;
        json.WriteStartArray("quarters");
        var largest = Math.Max(0.1, milk.Quarters.Max(quarter => quarter.Litres));
        for (var quarter = 0; quarter < milk.Quarters.Length; quarter++)
        {
            var quarterYield = milk.Quarters[quarter];
            // The quarter with the most milk finishes last.
            var seconds = (int)Math.Max(30, milk.Seconds * (0.4 + (0.6 * quarterYield.Litres / largest)));
            var flow = quarterYield.Litres / seconds * 60;
            json.WriteStartObject();
            json.WriteString("quarter", QuarterNames[quarter]);
            writer.WriteNumber("volume_liters", quarterYield.Litres, 2);
            writer.WriteNumber("conductivity_ms_cm", quarterYield.Conductivity, 2);
            writer.WriteNumber("average_flow_lpm", flow, 2);
            writer.WriteNumber("peak_flow_lpm", flow * milk.PeakFlow / milk.AverageFlow, 2);
            json.WriteNumber("duration_seconds", seconds);
            json.WriteBoolean("blood_detected", quarterYield.Blood);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteFlags(PlannedMilking milking, PayloadWriter writer)
    {
        var json = writer.Json;
        var milk = milking.Milk;
        json.WriteStartObject("quality_flags");
        json.WriteBoolean("blood_detected", milk.Blood);
        json.WriteBoolean("conductivity_alert", milk.Conductivity > parameters.Alert);
        json.WriteBoolean("temperature_alert", milk.Temperature > 38.5);
        json.WriteBoolean("incomplete_milking", milk.Incomplete);
        json.WriteEndObject();
        json.WriteNumber("quality_score", 93 + (int)(milking.Cow.RandomSource.Derive(77, 0).Uniform(milking.Sequence) * 8));
    }
}
