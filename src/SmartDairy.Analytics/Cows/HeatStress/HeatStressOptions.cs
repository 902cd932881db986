namespace SmartDairy.Analytics.Cows.HeatStress;

/// <summary>
/// Parameters of <c>heat-stress/1</c>. Milk falls one to two days after a daily mean of the temperature-humidity index of 68 (Collier et
/// al. 2012), and hours above it accumulate: cumulative load predicts better than the day's mean (Frontiers 2022, 797,455 test days).
/// </summary>
public sealed record HeatStressOptions
{
    /// <summary>Index above which an hour counts. The default is 68.</summary>
    public double ThiThreshold { get; init; } = 68;

    /// <summary>
    /// Load, in index points above the threshold summed over a day, that opens an episode: six hours at 74. The default is 36.
    /// </summary>
    public double OpenLoad { get; init; } = 36;

    /// <summary>Load below which an episode ends. The default is 12.</summary>
    public double CloseLoad { get; init; } = 12;

    /// <summary>Load at which certainty no longer rises. The default is 150.</summary>
    public double SaturationLoad { get; init; } = 150;

    /// <summary>Temperature above the usual over half a day, °C, that counts as a response. The default is 0.2.</summary>
    public double TemperatureRise { get; init; } = 0.2;

    /// <summary>
    /// Deviation of 24 hours' rumination, in standard deviations, below which it counts as a response. The default is -1.
    /// </summary>
    public double Rumination { get; init; } = -1;
}
