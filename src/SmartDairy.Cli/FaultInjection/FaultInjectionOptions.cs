namespace SmartDairy.Cli.FaultInjection;

/// <summary>Load of the fault runs, and number and duration of faults.</summary>
internal sealed record FaultInjectionOptions
{
    public int Devices { get; init; } = 50;

    /// <summary>Messages a second over all devices. The default is 1,500.</summary>
    public double Rate { get; init; } = 1_500;

    /// <summary>Unacknowledged publishes per device. The default is 40.</summary>
    public int Window { get; init; } = 40;

    /// <summary>Number of times a silo is killed. The default is 10.</summary>
    public int Rounds { get; init; } = 10;

    /// <summary>Downtime of the database. The default is 30 s.</summary>
    public TimeSpan DatabaseDowntime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Duration of the database freeze. The default is 10 s.</summary>
    public TimeSpan DatabaseFreezeTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Duration of load before and after the fault. The default is 5 s.</summary>
    public TimeSpan QuietPeriod { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Random seed for the silo to kill and the time.</summary>
    public int Seed { get; init; } = 20_261_125;

    /// <summary>Root of the built repository; null to search for it.</summary>
    public string? BuildDirectory { get; init; }
}
