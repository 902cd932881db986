using System.Globalization;
using System.Text;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Topics;
using SmartDairy.Protocol.Payloads;
using SmartDairy.Protocol.Rejections;

namespace SmartDairy.Protocol.Tests.Payloads;

/// <summary>One valid payload of each family, and helpers that decode a payload and assert that it is accepted or rejected.</summary>
internal static class SamplePayloads
{
    public const string Sensor = """
        {"timestamp":"2026-03-04T05:06:07Z","device_id":"ENV-F7-B2-Z3","farm_id":7,"barn_id":2,"zone_id":3,"sensor_type":"environmental",
         "readings":{"temperature_c":18.25,"humidity_percent":71.5,"pressure_hpa":1002.5,"co2_ppm":960,"nh3_ppm":7.75,"light_lux":120},
         "quality_score":97,"battery_level":64,"signal_strength":-71,"firmware_version":"3.4.1"}
        """;

    public const string Collar = """
        {"timestamp":"2026-03-04T05:06:07Z","device_id":"AC-4711","animal_id":"COW-4711","farm_id":7,"activity_score":52,"activity_index":0.5,
         "rumination_minutes":130,"eating_minutes":90,"resting_minutes":200,"temperature_c":38.5,"position":"lying","heat_index":0.25,
         "health_alert":false,"fertility_status":"normal","battery_level":81}
        """;

    public const string Milking = """
        {"timestamp":"2026-03-04T05:06:07Z","session_id":"SES-9","parlor_id":4,"stall_id":12,"animal_id":"COW-4711",
         "session_data":{"start_time":"2026-03-04T04:56:00Z","end_time":"2026-03-04T05:06:00Z","duration_seconds":600},
         "milk_data":{"total_volume_liters":14.5,"average_flow_lpm":1.5,"peak_flow_lpm":3.75,"temperature_celsius":36.5,"conductivity_ms_cm":5.25},
         "quality_flags":{"blood_detected":false,"conductivity_alert":true,"temperature_alert":false,"incomplete_milking":false},"quality_score":91}
        """;

    public const string Tag = """
        {"timestamp":"2026-03-04T05:06:07.125Z","reader_id":"RFID-NORTH","antenna_id":2,"tag_epc":"E2003415AA","animal_id":"COW-4711",
         "rssi":-48,"phase":0.5,"frequency":867500,"read_count":4,"direction":"outbound"}
        """;

    public static readonly long Stamp = Milliseconds("2026-03-04T05:06:07Z");
    public static readonly long ReceivedAt = Stamp + 1500;

    public static DecodeContext Context(TopicKind kind) => new(kind, SampleDevices.Create(TypeOf(kind)), ReceivedAt);

    public static (List<Reading> Readings, List<Rejection> Refusals) Decode(TopicKind kind, string payload)
        => Decode(Context(kind), Encoding.UTF8.GetBytes(payload));

    public static (List<Reading> Readings, List<Rejection> Refusals) Decode(DecodeContext context, ReadOnlySpan<byte> payload)
    {
        var readings = new List<Reading>();
        var rejections = new List<Rejection>();
        PayloadDecoder.Decode(context, payload, readings, rejections);
        return (readings, rejections);
    }

    public static Reading Accept(TopicKind kind, string payload)
    {
        var (readings, rejections) = Decode(kind, payload);
        Xunit.Assert.Empty(rejections);
        return Xunit.Assert.Single(readings);
    }

    public static Rejection Reject(TopicKind kind, string payload)
    {
        var (readings, rejections) = Decode(kind, payload);
        Xunit.Assert.Empty(readings);
        return Xunit.Assert.Single(rejections);
    }

    public static string Valid(TopicKind kind) => kind switch
    {
        TopicKind.SensorTelemetry => Sensor,
        TopicKind.ActivityTelemetry => Collar,
        TopicKind.SessionData => Milking,
        _ => Tag,
    };

    public static string Rfc3339(long time)
        => DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static long Milliseconds(string rfc3339) => DateTimeOffset.Parse(rfc3339, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    private static DeviceType TypeOf(TopicKind kind) => kind switch
    {
        TopicKind.SensorTelemetry => DeviceType.EnvironmentalSensor,
        TopicKind.ActivityTelemetry or TopicKind.HealthStatus or TopicKind.FertilityHeat => DeviceType.ActivityCollar,
        TopicKind.SessionStart or TopicKind.SessionData or TopicKind.SessionEnd => DeviceType.MilkMeter,
        TopicKind.GateTagRead or TopicKind.AreaPresence or TopicKind.AnimalLocation => DeviceType.RfidReader,
        _ => DeviceType.Gateway,
    };
}
