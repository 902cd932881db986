namespace SmartDairy.Grains.Cluster;

/// <summary>Timing of the moves of device actors when silos join or leave.</summary>
public sealed class DeviceRebalancerOptions
{
    /// <summary>
    /// The time the membership must be unchanged before actors move, so that a rolling restart does not move them twice. Default: 3 s.
    /// </summary>
    public TimeSpan StableTime { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>The number of device actors that move in one batch. Default: 250.</summary>
    public int BatchSize { get; set; } = 250;

    /// <summary>The pause between two batches. Default: 250 ms, so that at most a thousand actors a second leave a silo.</summary>
    public TimeSpan BatchInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The interval of checks for actors that were placed while silos disagreed about the membership. Default: 1 minute.</summary>
    public TimeSpan CheckInterval { get; set; } = TimeSpan.FromMinutes(1);
}
