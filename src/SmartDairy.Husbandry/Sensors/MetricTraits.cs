using System.Collections.Frozen;
using SmartDairy.Analytics.Calibration;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Husbandry.Sensors;

/// <summary>The properties of an instrument by its metric.</summary>
public sealed record MetricTraits
{
    /// <summary>The limits of a calibration, with its tolerance.</summary>
    public required CalibrationLimits Limits { get; init; }

    /// <summary>The same value for this long means a stuck sensor; null when a value may stand still.</summary>
    public TimeSpan? StuckAfter { get; init; }

    /// <summary>A smaller step is never a spike, in the metric's unit; null when values may jump.</summary>
    public double? SpikeFloor { get; init; }

    // The tolerances of temperature and humidity are the customer's acceptance criteria (±0.2 °C, ±2 %RH), as is milk volume's ±0.5 %;
    // pressure is a barometer's usual ±1 hPa; gases are those of common NDIR (±50 ppm or 3 %) and electrochemical cells (±1 ppm or 10 %);
    // conductivity and flow are those of milk meters in use.
    private static readonly FrozenDictionary<(ReadingFamily, string), MetricTraits> All =
        new Dictionary<(ReadingFamily, string), MetricTraits>
        {
            [(ReadingFamily.Environment, "temperature_c")] = new()
            { Limits = new() { AbsoluteTolerance = 0.2, MinSpan = 5 }, StuckAfter = TimeSpan.FromHours(4), SpikeFloor = 3 },
            [(ReadingFamily.Environment, "humidity_percent")] = new()
            { Limits = new() { AbsoluteTolerance = 2, MinSpan = 10 }, StuckAfter = TimeSpan.FromHours(8), SpikeFloor = 15 },
            [(ReadingFamily.Environment, "pressure_hpa")] = new()
            {
                Limits = new()
                { AbsoluteTolerance = 1, MinSpan = 10, MinSlope = 0.9, MaxSlope = 1.1 },
                StuckAfter = TimeSpan.FromHours(4),
                SpikeFloor = 8
            },
            [(ReadingFamily.Environment, "co2_ppm")] = new()
            {
                Limits = new()
                { AbsoluteTolerance = 50, RelativeTolerance = 0.03, MinSpan = 300, MinSlope = 0.5, MaxSlope = 2 },
                StuckAfter = TimeSpan.FromHours(4),
                SpikeFloor = 400
            },
            [(ReadingFamily.Environment, "nh3_ppm")] = new()
            {
                Limits = new()
                { AbsoluteTolerance = 1, RelativeTolerance = 0.1, MinSpan = 5, MinSlope = 0.5, MaxSlope = 2 },
                StuckAfter = TimeSpan.FromHours(24),
                SpikeFloor = 8
            },
            [(ReadingFamily.Environment, "light_lux")] =
        new() { Limits = new() { AbsoluteTolerance = 10, RelativeTolerance = 0.1, MinSpan = 100, MinSlope = 0.5, MaxSlope = 2 } },
            [(ReadingFamily.Activity, "temperature_c")] = new() { Limits = new() { AbsoluteTolerance = 0.2, MinSpan = 2 } },
            [(ReadingFamily.Milking, "total_volume_liters")] =
        new() { Limits = new() { AbsoluteTolerance = 0.05, RelativeTolerance = 0.005, MinSpan = 5 } },
            [(ReadingFamily.Milking, "average_flow_lpm")] =
        new() { Limits = new() { AbsoluteTolerance = 0.05, RelativeTolerance = 0.02, MinSpan = 1 } },
            [(ReadingFamily.Milking, "peak_flow_lpm")] =
        new() { Limits = new() { AbsoluteTolerance = 0.05, RelativeTolerance = 0.02, MinSpan = 1 } },
            [(ReadingFamily.Milking, "temperature_c")] = new() { Limits = new() { AbsoluteTolerance = 0.2, MinSpan = 3 } },
            [(ReadingFamily.Milking, "conductivity_ms_cm")] =
        new() { Limits = new() { AbsoluteTolerance = 0.1, RelativeTolerance = 0.02, MinSpan = 1 } },
        }.ToFrozenDictionary();

    /// <summary>The traits of a metric; null for one that cannot be calibrated: a battery level, a counter, a score.</summary>
    public static MetricTraits? For(ReadingFamily family, string metric) => All.GetValueOrDefault((family, metric));

    /// <summary>The traits by <see cref="Metric.Index"/>; null for metrics without traits.</summary>
    internal static MetricTraits?[] For(ReadingFamily family)
    {
        var metrics = Metrics.ForFamily(family);
        var traits = new MetricTraits?[metrics.Length];
        for (var i = 0; i < metrics.Length; i++)
        {
            traits[i] = For(family, metrics[i].Name);
        }

        return traits;
    }
}
