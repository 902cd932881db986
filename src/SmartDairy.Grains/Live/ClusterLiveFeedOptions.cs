namespace SmartDairy.Grains.Live;

/// <summary>How a <see cref="ClusterLiveFeed"/> keeps its links. The defaults fit any farm; tests shorten them.</summary>
public sealed class ClusterLiveFeedOptions
{
    /// <summary>How often the silos are asked who they are, while anything is watched. Default: 1 s.</summary>
    public TimeSpan SiloPollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>A link over which nothing came for this long, not even a sign of life (one a second), is linked anew. Default: 5 s.</summary>
    public TimeSpan LinkTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The pause before a broken link is linked again. Default: 1 s.</summary>
    public TimeSpan ReconnectDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>After a gap, readings received up to this long before it are looked at again: it must exceed the time from receipt to commit to feed. Default: 2 minutes.</summary>
    public TimeSpan CommitDelayTolerance { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>After a gap, readings whose event time lies up to this long before it are found again; what a device says later than that is in history, but a watcher may miss it. Default: 10 minutes.</summary>
    public TimeSpan MaxLateness { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Readings looked at for a gap, the newest by event time. Default: 16,384; watchers hold no more than half of it.</summary>
    public int MaxGapReadings { get; set; } = 16_384;

    /// <summary>Readings of a farm remembered as delivered, so that none is delivered twice; about 40 bytes each. Default: 65,536.</summary>
    public int DeliveredCapacity { get; set; } = 65_536;
}
