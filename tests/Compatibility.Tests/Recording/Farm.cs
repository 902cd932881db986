using System.Globalization;
using System.Text.Json.Nodes;

namespace SmartDairy.Compatibility.Tests.Recording;

/// <summary>The farm that is recorded: its devices, their topics and the messages they send.</summary>
internal static class Farm
{
    public const string Environment1 = "dairy/farm/1/barn/1/zone/1/sensor/ENV-1/telemetry";
    public const string Environment2 = "dairy/farm/1/barn/1/zone/2/sensor/ENV-2/telemetry";
    public const string Environment3 = "dairy/farm/1/barn/2/zone/1/sensor/ENV-3/telemetry";
    public const string Stall = "dairy/farm/1/milking/parlor/1/stall/3/session";
    public const string Gate = "dairy/farm/1/rfid/gate/NORTH/tag/read";
    public const string Area = "dairy/farm/1/rfid/area/BUNK-1/presence";

    /// <summary>Each device and the metrics of it that are asked for.</summary>
    public static IReadOnlyList<(string Device, string Metrics)> Series { get; } =
    [
        ("ENV-1", """["temperature_c", "humidity_percent", "co2_ppm"]"""), ("ENV-2", """["temperature_c", "humidity_percent"]"""),
        ("COL-1", """["activity_score", "rumination_minutes", "temperature_c"]"""),
        ("MTR-1", """["total_volume_liters", "conductivity_ms_cm"]"""),
        ("RFID-N", """["rssi", "read_count"]"""),
    ];

    public static string Text(DateTimeOffset time)
        => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Status(string device) => $"system/farm/1/device/{device}/status";

    public static JsonObject Climate(DateTimeOffset time, double temperature, double humidity = 65) => new()
    {
        ["timestamp"] = Text(time),
        ["message_id"] = $"M-{time.ToUnixTimeMilliseconds()}",
        ["battery_level"] = 87,
        ["signal_strength"] = -67,
        ["firmware_version"] = "2.1.0",
        ["h2s_ppm"] = 0.4,
        ["readings"] = new JsonObject
        {
            ["temperature_c"] = Math.Round(temperature, 2),
            ["humidity_percent"] = humidity,
            ["pressure_hpa"] = 1013.2,
            ["co2_ppm"] = 850,
            ["nh3_ppm"] = 6.5,
            ["light_lux"] = 320,
        },
    };

    /// <summary>A collar's hour; its minutes count from the farm's midnight.</summary>
    public static JsonObject Activity(DateTimeOffset time, double score, TimeZoneInfo zone)
    {
        var day = TimeZoneInfo.ConvertTime(time, zone).TimeOfDay.TotalMinutes / 1440;
        return new JsonObject
        {
            ["timestamp"] = Text(time),
            ["activity_score"] = score,
            ["activity_index"] = 48,
            ["rumination_minutes"] = Math.Round(day * 480),
            ["eating_minutes"] = Math.Round(day * 280),
            ["resting_minutes"] = Math.Round(day * 600),
            ["temperature_c"] = 38.6,
            ["heat_index"] = 0.12,
            ["position"] = "lying",
            ["fertility_status"] = "normal",
            ["health_alert"] = false,
            ["battery_level"] = 71,
        };
    }

    public static JsonObject MilkingBegins(DateTimeOffset time, string session, string animal) => new()
    {
        ["timestamp"] = Text(time),
        ["session_id"] = session,
        ["animal_id"] = animal,
        ["session_data"] = new JsonObject { ["start_time"] = Text(time) },
    };

    public static JsonObject MilkFlows(DateTimeOffset time, string session, double litres, double flow) => new()
    {
        ["timestamp"] = Text(time),
        ["session_id"] = session,
        ["milk_data"] = new JsonObject
        {
            ["total_volume_liters"] = litres,
            ["current_flow_lpm"] = flow,
            ["temperature_c"] = 36.9,
            ["conductivity_ms_cm"] = 5.1,
        },
    };

    public static JsonObject MilkingEnds(DateTimeOffset begin, DateTimeOffset end, string session, double litres) => new()
    {
        ["timestamp"] = Text(end),
        ["session_id"] = session,
        ["session_data"] = new JsonObject
        {
            ["start_time"] = Text(begin),
            ["end_time"] = Text(end),
            ["duration_seconds"] = (int)(end - begin).TotalSeconds,
        },
        ["milk_data"] = new JsonObject
        {
            ["total_volume_liters"] = litres,
            ["average_flow_lpm"] = 2.4,
            ["peak_flow_lpm"] = 4.1,
            ["temperature_c"] = 36.9,
            ["conductivity_ms_cm"] = 5.1,
            ["quarters"] = new JsonArray([.. new[] { "LF", "RF", "LR", "RR" }.Select(quarter => (JsonNode)new JsonObject
            {
                ["quarter"] = quarter,
                ["volume_liters"] = Math.Round(litres / 4, 2),
                ["conductivity_ms_cm"] = quarter == "RF" ? 6.2 : 4.6,
                ["average_flow_lpm"] = 0.9,
                ["peak_flow_lpm"] = 1.3,
                ["duration_seconds"] = 300,
                ["blood_detected"] = false,
            })]),
        },
        ["quality_flags"] = new JsonObject
        {
            ["blood_detected"] = false,
            ["conductivity_alert"] = true,
            ["temperature_alert"] = false,
            ["incomplete_milking"] = false,
        },
    };

    public static JsonObject Sighting(DateTimeOffset time, string tag, int antenna, double rssi) => new()
    {
        ["timestamp"] = Text(time),
        ["message_id"] = $"{tag}-{time.ToUnixTimeMilliseconds()}",
        ["tag_epc"] = tag,
        ["rssi"] = rssi,
        ["antenna_id"] = antenna,
        ["direction"] = "inbound",
        ["read_count"] = 4,
        ["frequency"] = 866_300,
    };
}
