using System.Collections.Frozen;

namespace SmartDairy.Contracts.Readings;

/// <summary>
/// The known metrics of every family in storage order. Add new metrics only at the end of their family, because the index is part of the
/// layout of <see cref="Reading.Values"/>. Ranges are what a working sensor can report, not what is healthy.
/// </summary>
public static class Metrics
{
    public const string BatteryLevel = "battery_level";
    public const string SignalStrength = "signal_strength";

    private static readonly Metric[] Environment =
    [
        new("temperature_c", "°C", -40, 85, 0, true),
        new("humidity_percent", "%RH", 0, 100, 1, true),
        new("pressure_hpa", "hPa", 300, 1100, 2, false),
        new("co2_ppm", "ppm", 0, 50_000, 3, false),
        new("nh3_ppm", "ppm", 0, 500, 4, false),
        new("light_lux", "lux", 0, 200_000, 5, false),
        new(BatteryLevel, "%", 0, 100, 6, false),
        new(SignalStrength, "dBm", -150, 0, 7, false),
    ];

    private static readonly Metric[] Activity =
    [
        new("activity_score", "1", 0, 10_000, 0, true),
        new("activity_index", "1", 0, 100, 1, false),
        new("rumination_minutes", "min/day", 0, 1500, 2, true),
        new("eating_minutes", "min/day", 0, 1500, 3, false),
        new("resting_minutes", "min/day", 0, 1500, 4, false),
        new("temperature_c", "°C", 20, 46, 5, false),
        new("heat_index", "1", 0, 1, 6, false),
        new(BatteryLevel, "%", 0, 100, 7, false),
        new(SignalStrength, "dBm", -150, 0, 8, false),
    ];

    private static readonly Metric[] Milking =
    [
        new("total_volume_liters", "L", 0, 100, 0, false),
        new("average_flow_lpm", "L/min", 0, 20, 1, false),
        new("peak_flow_lpm", "L/min", 0, 20, 2, false),
        new("temperature_c", "°C", 0, 60, 3, false),
        new("conductivity_ms_cm", "mS/cm", 0, 20, 4, false),
        new("duration_seconds", "s", 0, 86_400, 5, false),
        new(BatteryLevel, "%", 0, 100, 6, false),
        new(SignalStrength, "dBm", -150, 0, 7, false),
    ];

    private static readonly Metric[] Rfid =
    [
        new("rssi", "dBm", -150, 0, 0, false),
        new("phase", "1", 0, 360, 1, false),
        new("frequency", "kHz", 100, 6_000_000, 2, false),
        new("read_count", "1", 0, 1_000_000, 3, false),
        new(BatteryLevel, "%", 0, 100, 4, false),
        new(SignalStrength, "dBm", -150, 0, 5, false),
    ];

    private static readonly Metric[][] All = [Environment, Activity, Milking, Rfid];
    private static readonly FrozenDictionary<string, Metric>[] ByName =
        [.. All.Select(family => family.ToFrozenDictionary(metric => metric.Name, StringComparer.Ordinal))];

    /// <summary>The metrics of a family in the order of <see cref="Reading.Values"/>.</summary>
    public static ReadOnlySpan<Metric> ForFamily(ReadingFamily family) => All[(int)family];

    /// <summary>The metric of a family by name; null when there is none.</summary>
    public static Metric? Find(ReadingFamily family, string name) => ByName[(int)family].GetValueOrDefault(name);
}
