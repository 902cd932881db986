namespace SmartDairy.Simulator.Biology;

/// <summary>Effects of episodes on a cow at one time. A factor of 1 is no effect.</summary>
internal struct EpisodeEffects
{
    public EpisodeEffects()
    {
    }

    /// <summary>Added to ln activity.</summary>
    public double LogActivityShift { get; set; }

    public double RuminationFactor { get; set; } = 1;

    public double EatingFactor { get; set; } = 1;

    public double LyingFactor { get; set; } = 1;

    public double MilkFactor { get; set; } = 1;

    /// <summary>°C.</summary>
    public double TemperatureShift { get; set; }
}
