namespace SmartDairy.Cli.FaultInjection;

/// <summary>Faults of the broker: Mosquitto is restarted or killed.</summary>
internal static class BrokerFaults
{
    private static readonly TimeSpan Downtime = TimeSpan.FromSeconds(3);

    /// <summary>Restarts Mosquitto cleanly; it saves its sessions.</summary>
    public static async Task<(double? Recovery, string Note)> RestartAsync(FaultContext run)
    {
        var since = run.Time.GetTimestamp();
        await run.Cluster.Broker.StopAsync();
        await run.DelayAsync(Downtime);
        await run.Cluster.Broker.StartProcessAsync();
        return (await run.WaitUntilCaughtUpAsync(since), "3 s down; acked is what Mosquitto acknowledged to the sensors");
    }

    /// <summary>
    /// Kills Mosquitto with SIGKILL. Messages that it acknowledged to sensors but had not delivered are lost; no setting of the product can
    /// recover them. They count as lost here, and the note has the silos' own acknowledgements for comparison.
    /// </summary>
    public static async Task<(double? Recovery, string Note)> KillAsync(FaultContext run)
    {
        var since = run.Time.GetTimestamp();
        await run.Cluster.Broker.KillAsync();
        await run.DelayAsync(Downtime);
        await run.Cluster.Broker.StartProcessAsync();
        var recovery = await run.WaitUntilCaughtUpAsync(since);
        var acknowledged = await run.CountAcknowledgedAsync();
        return (recovery,
            $"3 s down; acked is what Mosquitto acknowledged to the sensors; the silos had acknowledged {acknowledged:F0} to Mosquitto by then");
    }
}
