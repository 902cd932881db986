namespace SmartDairy.Cli.FaultInjection;

/// <summary>Mosquitto goes and comes back.</summary>
internal static class BrokerFaults
{
    private static readonly TimeSpan Downtime = TimeSpan.FromSeconds(3);

    /// <summary>In good order: it saves what its sessions hold.</summary>
    public static async Task<(double? Recovery, string Note)> RestartAsync(FaultContext run)
    {
        var since = run.Time.GetTimestamp();
        await run.Cluster.Broker.StopAsync();
        await run.DelayAsync(Downtime);
        await run.Cluster.Broker.StartProcessAsync();
        return (await run.WaitUntilCaughtUpAsync(since), "3 s down; acked is what Mosquitto acknowledged to the sensors");
    }

    /// <summary>
    /// By SIGKILL. What it had acknowledged to the sensors and not yet handed over is gone with it: no setting of ours can bring that back, so it is counted
    /// as lost here, and the silos' own acknowledgements are compared beside it.
    /// </summary>
    public static async Task<(double? Recovery, string Note)> KillAsync(FaultContext run)
    {
        var since = run.Time.GetTimestamp();
        await run.Cluster.Broker.KillAsync();
        await run.DelayAsync(Downtime);
        await run.Cluster.Broker.StartProcessAsync();
        var recovery = await run.WaitUntilCaughtUpAsync(since);
        var settled = await run.CountAcknowledgedAsync();
        return (recovery, $"3 s down; acked is what Mosquitto acknowledged to the sensors; the silos had acknowledged {settled:F0} to Mosquitto by then");
    }
}
