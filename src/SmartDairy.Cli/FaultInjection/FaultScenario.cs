using Npgsql;
using SmartDairy.Cli.Cluster;
using SmartDairy.Servers;

namespace SmartDairy.Cli.FaultInjection;

/// <summary>One kind of fault and its execution.</summary>
/// <param name="Name">Name on the command line.</param>
/// <param name="Description">Description, one sentence.</param>
/// <param name="Cluster">Cluster that the fault needs.</param>
/// <param name="InjectAsync">Injects the fault; returns the longest recovery in seconds and a note.</param>
internal sealed record FaultScenario(
    string Name, string Description, LocalClusterOptions Cluster, Func<FaultContext, Task<(double? Recovery, string Note)>> InjectAsync)
{
    private static readonly LocalClusterOptions OneSilo = new() { Silos = 1, ApiNodes = 1 };
    private static readonly LocalClusterOptions TwoSilos = new() { Silos = 2, ApiNodes = 1 };

    public static IReadOnlyList<FaultScenario> All { get; } =
    [
        // Messages queued at the broker arrive in one burst: the compared subscriber needs a queue large enough for it.
        new("silo-killed", "One of two silos is killed, again and again.",
            TwoSilos with { ApiArguments = ["--Api:GraphQL:SubscriberQueue=50000"] }, SiloFaults.KillAsync),
        new("broker-restarted", "Mosquitto is stopped and started again.", OneSilo, BrokerFaults.RestartAsync),
        new("broker-killed", "Mosquitto is killed and started again.", OneSilo, BrokerFaults.KillAsync),
        new("database-away", "PostgreSQL is stopped at once and stays down for a while.", OneSilo, DatabaseFaults.StopAsync),
        new("database-frozen", "PostgreSQL is frozen for a while.", OneSilo, DatabaseFaults.FreezeAsync),
        new("backend-terminated", "PostgreSQL ends the silos' connections, ten times a second.", OneSilo,
            DatabaseFaults.TerminateConnectionsAsync),
        new("commit-cut", "Connections break between COMMIT and its answer.", OneSilo, DatabaseFaults.InterruptCommitsAsync),
        new("disk-full", "PostgreSQL's disk is full, then has room again.", OneSilo, DiskFault.FillAsync),
        new("rolling-restart", "Both silos and both API nodes are restarted in turn, while clients query and subscribe.",
            TwoSilos with { ApiNodes = 2 }, RollingRestart.RunAsync),
        new("third-silo", "A third silo joins two.", TwoSilos, SiloFaults.JoinAsync),
    ];

    /// <summary>Starts the cluster, injects the fault and compares acknowledged messages with stored rows.</summary>
    public async Task<FaultResult> RunAsync(
        FaultInjectionOptions settings, TimeProvider time, Action<string> log, CancellationToken cancellationToken)
    {
        log($"{Name}: {Description}");
        CommitInterruptingProxy? proxy = null;
        var options = Cluster with { BuildDirectory = settings.BuildDirectory };
        if (Name == "commit-cut")
        {
            options =
                options with
                {
                    RewriteConnectionString = database =>
                    (proxy = new CommitInterruptingProxy(new NpgsqlConnectionStringBuilder(database).Port)).RewriteConnectionString(
                        database)
                };
        }

        try
        {
            await using var disk = Name == "disk-full" ? await SmallDisk.MountAsync() : null;
            await using var cluster = await LocalCluster.StartAsync(options, time, cancellationToken);
            if (disk is not null)
            {
                await disk.MoveTablesAsync(cluster.Database);
            }

            await using var load =
                await FaultLoad.StartAsync(cluster, settings.Devices, settings.Rate, settings.Window, time, cancellationToken);
            var run = new FaultContext(cluster, load, settings, time, log, cancellationToken) { CommitProxy = proxy, Disk = disk };
            await run.WaitUntilCaughtUpAsync(time.GetTimestamp());
            await run.DelayAsync(settings.QuietPeriod);
            var (recovery, note) = await InjectAsync(run);
            await run.DelayAsync(settings.QuietPeriod);
            return await load.FinishAsync(Name, recovery, note, cancellationToken);
        }
        finally
        {
            if (proxy is not null)
            {
                await proxy.DisposeAsync();
            }
        }
    }
}
