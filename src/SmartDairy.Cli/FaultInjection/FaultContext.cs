using SmartDairy.Cli.Cluster;

namespace SmartDairy.Cli.FaultInjection;

/// <summary>What a fault has to work with: a cluster under load, the settings, and where to say how it goes.</summary>
internal sealed record FaultContext(LocalCluster Cluster, FaultLoad Load, FaultInjectionOptions Settings, TimeProvider Time, Action<string> Log, CancellationToken Cancellation)
{
    private static readonly TimeSpan MaxRecoveryTime = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan MaxDetectionDelay = TimeSpan.FromSeconds(6);

    /// <summary>Between the silos and the database; null but where a fault needs it.</summary>
    public Servers.CommitInterruptingProxy? CommitProxy { get; init; }

    /// <summary>The disk of the readings; null: that of everything.</summary>
    public SmallDisk? Disk { get; init; }

    public Task DelayAsync(TimeSpan span) => Task.Delay(span, Time, Cancellation);

    /// <summary>Seconds from <paramref name="since"/> until the rows have caught up for good; null when they don't.</summary>
    /// <param name="detectedLate">Whether the fault may show some seconds late, because others notice it only then.</param>
    public Task<double?> WaitUntilCaughtUpAsync(long since, bool detectedLate = false) => Load.WaitUntilCaughtUpAsync(since, detectedLate ? MaxDetectionDelay : TimeSpan.Zero, MaxRecoveryTime, Cancellation);

    /// <summary>Acknowledgements that the silos sent the broker so far.</summary>
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
