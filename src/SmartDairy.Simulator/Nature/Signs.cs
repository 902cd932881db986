namespace SmartDairy.Simulator.Nature;

/// <summary>How a cow differs at one time from an ordinary time of hers. What is kept is a share: 1 is as ever.</summary>
internal struct Signs
{
    public Signs()
    {
    }

    /// <summary>Added to ln activity.</summary>
    public double LnActivity { get; set; }

    public double RuminationKept { get; set; } = 1;

    public double EatingKept { get; set; } = 1;

    public double LyingKept { get; set; } = 1;

    public double MilkKept { get; set; } = 1;

    /// <summary>°C.</summary>
    public double Fever { get; set; }
}
