namespace SmartDairy.Analytics.Cows.Baselines;

/// <summary>Parameters of <see cref="SmoothedActivityBaseline"/>.</summary>
public sealed record SmoothedActivityBaselineOptions
{
    /// <summary>Weight of the newest hour in the fast smoothing, 0 to 1. The default is 0.3.</summary>
    public double FastWeight { get; init; } = 0.3;

    /// <summary>Weight of the newest hour in the slow smoothing, 0 to 1. The default is 0.006, about a week.</summary>
    public double SlowWeight { get; init; } = 0.006;

    /// <summary>Hours of learning before anything is detected. The default is 168, a week.</summary>
    public int LearningHours { get; init; } = 168;

    /// <summary>Deviation in natural logarithms that starts an episode; half of it ends the episode. The default is 0.7.</summary>
    public double Threshold { get; init; } = 0.7;
}
