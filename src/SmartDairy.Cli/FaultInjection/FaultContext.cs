using SmartDairy.Cli.Cluster;

namespace SmartDairy.Cli.FaultInjection;

/// <summary>Context of a fault: a cluster under load, the settings and a log.</summary>
internal sealed record FaultContext(
    LocalCluster Cluster, FaultLoad Load, FaultInjectionOptions Settings, TimeProvider Time, Action<string> Log,
    CancellationToken Cancellation)
{
    private static readonly TimeSpan MaxRecoveryTime = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan MaxDetectionDelay = TimeSpan.FromSeconds(6);

    /// <summary>Proxy between the silos and the database; null unless the fault needs it.</summary>
    public Servers.CommitInterruptingProxy? CommitProxy { get; init; }

    /// <summary>Separate disk of the readings; null unless the fault needs it.</summary>
    public SmallDisk? Disk { get; init; }

    public Task DelayAsync(TimeSpan span) => Task.Delay(span, Time, Cancellation);

    /// <summary>
    /// Seconds from <paramref name="since"/> until the rows have caught up for good; null when they have not within 90 s.
    /// </summary>
    /// <param name="detectedLate">Whether the fault may take effect some seconds late, because other nodes detect it only then.</param>
    public Task<double?> WaitUntilCaughtUpAsync(long since, bool detectedLate = false)
        => Load.WaitUntilCaughtUpAsync(since, detectedLate ? MaxDetectionDelay : TimeSpan.Zero, MaxRecoveryTime, Cancellation);

    /// <summary>Acknowledgements from the silos to the broker so far.</summary>
    public async Task<double> CountAcknowledgedAsync()
    {
        var sum = 0.0;
        foreach (var silo in Cluster.Silos)
        {
            sum += await silo.ReadCounterAsync("mqtt_stream_deliveries_settled_total", "outcome=\"success\"", Cancellation);
        }

        return sum;
    }
}
