namespace SmartDairy.Grains.Live;

/// <summary>Timing and bounds of a <see cref="ClusterLiveFeed"/>. The defaults fit any farm; tests shorten them.</summary>
public sealed class ClusterLiveFeedOptions
{
    /// <summary>The interval at which the list of silos is read while there are subscribers. Default: 1 s.</summary>
    public TimeSpan SiloPollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>A link without even a heartbeat (one a second) for this long is opened again. Default: 5 s.</summary>
    public TimeSpan LinkTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The pause before a broken link is opened again. Default: 1 s.</summary>
    public TimeSpan ReconnectDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// After a gap, readings received up to this long before it are delivered too. It must exceed the time from receipt over commit to
    /// feed. Default: 2 minutes.
    /// </summary>
    public TimeSpan CommitDelayTolerance { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// After a gap, readings with an event time up to this long before it are found. A reading that is later than this and falls into a gap
    /// is in history only. Default: 10 minutes.
    /// </summary>
    public TimeSpan MaxLateness { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The most readings read for a gap, the newest by event time. Default: 16,384; a subscriber buffers half of that.</summary>
    public int MaxGapReadings { get; set; } = 16_384;

    /// <summary>
    /// The readings of a farm remembered as delivered, so that none is delivered twice; about 40 bytes each. Default: 65,536.
    /// </summary>
    public int DeliveredCapacity { get; set; } = 65_536;
}
