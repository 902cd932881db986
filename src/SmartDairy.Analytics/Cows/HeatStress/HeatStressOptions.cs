namespace SmartDairy.Analytics.Cows.HeatStress;

/// <summary>
/// The numbers of <c>heat-stress/1</c>. Milk falls one to two days after a daily mean of the temperature-humidity index of 68 (Collier et al. 2012), and hours above it add up:
/// cumulative load says more than the day's mean (Frontiers 2022, 797,455 test days).
/// </summary>
public sealed record HeatStressOptions
{
    /// <summary>The index from which on an hour counts. The default is 68.</summary>
    public double ThiThreshold { get; init; } = 68;

    /// <summary>Points above it, added up over the hours of a day, from which on it is told of: six hours at 74. The default is 36.</summary>
    public double OpenLoad { get; init; } = 36;

    /// <summary>The load below which it is over. The default is 12.</summary>
    public double CloseLoad { get; init; } = 12;

    /// <summary>The load of a hot day that certainty saturates with. The default is 150.</summary>
    public double SaturationLoad { get; init; } = 150;

    /// <summary>Warmer than usual by this over half a day, she suffers. °C; the default is 0.2.</summary>
    public double TemperatureRise { get; init; } = 0.2;

    /// <summary>Rumination of 24 hours below usual by that many standard deviations, she suffers. The default is -1.</summary>
    public double Rumination { get; init; } = -1;
}
