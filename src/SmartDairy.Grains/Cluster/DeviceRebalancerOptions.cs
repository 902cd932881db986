namespace SmartDairy.Grains.Cluster;

/// <summary>How device actors move when silos come and go.</summary>
public sealed class DeviceRebalancerOptions
{
    /// <summary>How long the membership must have stood still before anything moves, so that a rolling restart does not move everything twice. Default: 3 s.</summary>
    public TimeSpan StableTime { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Device actors that move at one go. Default: 250.</summary>
    public int BatchSize { get; set; } = 250;

    /// <summary>The pause between two goes. Default: 250 ms, so a thousand a second at most leave a silo.</summary>
    public TimeSpan BatchInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often it is looked for device actors that were placed while silos did not agree who is there. Default: 1 minute.</summary>
    public TimeSpan CheckInterval { get; set; } = TimeSpan.FromMinutes(1);
}
