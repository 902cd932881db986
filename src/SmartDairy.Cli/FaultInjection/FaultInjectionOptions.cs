namespace SmartDairy.Cli.FaultInjection;

/// <summary>How hard the load is, and how often and how long things are away.</summary>
internal sealed record FaultInjectionOptions
{
    public int Devices { get; init; } = 50;

    /// <summary>Messages a second over all devices.</summary>
    public double Rate { get; init; } = 1_500;

    /// <summary>Unacknowledged publishes of a device.</summary>
    public int Window { get; init; } = 40;

    /// <summary>Times a silo is killed.</summary>
    public int Rounds { get; init; } = 10;

    /// <summary>How long the database is away.</summary>
    public TimeSpan DatabaseDowntime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the database stands still.</summary>
    public TimeSpan DatabaseFreezeTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Load before the first fault and after the last.</summary>
    public TimeSpan QuietPeriod { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Chooses which silo is killed, and when.</summary>
    public int Seed { get; init; } = 20_261_125;

    /// <summary>The root of the repository that was built; null: found.</summary>
    public string? BuildDirectory { get; init; }
}
