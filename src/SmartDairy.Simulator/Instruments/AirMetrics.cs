namespace SmartDairy.Simulator.Instruments;

/// <summary>Metrics of air sensors: names, tolerances, offsets and noise.</summary>
internal static class AirMetrics
{
    public const int Count = 5;

    public static readonly string[] Names = ["temperature_c", "humidity_percent", "pressure_hpa", "co2_ppm", "nh3_ppm"];

    /// <summary>Maximum error of a good sensor, in the metric's unit.</summary>
    public static readonly double[] Tolerances = [0.2, 2, 1, 50, 2];

    /// <summary>Standard deviation of the offset between good sensors, in the metric's unit.</summary>
    public static readonly double[] Offsets = [0.06, 0.6, 0.3, 15, 0.3];

    /// <summary>Standard deviation from message to message, in the metric's unit.</summary>
    public static readonly double[] Noise = [0.05, 0.3, 0.05, 8, 0.1];

    public static readonly int[] Decimals = [2, 1, 2, 0, 1];

    public static readonly (double Min, double Max)[] Limits = [(-40, 85), (0, 100), (300, 1100), (0, 50_000), (0, 500)];
}
