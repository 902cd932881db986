namespace SmartDairy.Simulator.Biology;

/// <summary>How a cow differs at one time from an ordinary time of hers. What is kept is a share: 1 is as ever.</summary>
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
