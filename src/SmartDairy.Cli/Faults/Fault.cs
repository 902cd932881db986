using Npgsql;
using SmartDairy.Cli.Cluster;
using SmartDairy.Servers;

namespace SmartDairy.Cli.Faults;

/// <summary>One kind of fault, which can be run.</summary>
/// <param name="Name">As given on the command line.</param>
/// <param name="What">A sentence.</param>
/// <param name="Cluster">What it needs.</param>
/// <param name="Strike">Does it, and returns the longest recovery and a note.</param>
internal sealed record Fault(string Name, string What, ClusterOptions Cluster, Func<FaultRun, Task<(double? Recovery, string Note)>> Strike)
{
    private static readonly ClusterOptions One = new() { Silos = 1, ApiNodes = 1 };
    private static readonly ClusterOptions Two = new() { Silos = 2, ApiNodes = 1 };

    public static IReadOnlyList<Fault> All { get; } =
    [
        // What gathered at the broker comes in one burst: the subscriber that is compared with the rows shall have room for it.
        new("silo-killed", "One of two silos is killed, again and again.", Two with { ApiArguments = ["--Api:GraphQL:SubscriberQueue=50000"] }, SiloFaults.KilledAsync),
        new("broker-restarted", "Mosquitto is stopped and started again.", One, BrokerFaults.RestartedAsync),
        new("broker-killed", "Mosquitto is killed and started again.", One, BrokerFaults.KilledAsync),
        new("database-away", "PostgreSQL is stopped at once, and away for a while.", One, DatabaseFaults.AwayAsync),
        new("database-frozen", "PostgreSQL stands still.", One, DatabaseFaults.FrozenAsync),
        new("backend-terminated", "PostgreSQL ends the silos' connections, ten times a second.", One, DatabaseFaults.TerminatedAsync),
        new("commit-cut", "Connections break between COMMIT and its answer.", One, DatabaseFaults.CommitCutAsync),
        new("disk-full", "PostgreSQL's disk is full, then has room again.", One, DiskFault.FullAsync),
        new("rolling-restart", "Both silos and both API nodes are restarted in turn, while clients ask and watch.", Two with { ApiNodes = 2 }, RollingRestart.RunAsync),
        new("third-silo", "A third silo joins two.", Two, SiloFaults.JoinsAsync),
    ];

    /// <summary>Starts what it needs, strikes, and compares what was acknowledged with what is stored.</summary>
    public async Task<FaultReport> RunAsync(FaultSettings settings, TimeProvider time, Action<string> say, CancellationToken cancellation)
    {
        say($"{Name}: {What}");
        CommitCutter? cutter = null;
        var options = Cluster with { Build = settings.Build };
        if (Name == "commit-cut")
        {
            options = options with { Database = database => (cutter = new CommitCutter(new NpgsqlConnectionStringBuilder(database).Port)).Through(database) };
        }

        try
        {
            await using var disk = Name == "disk-full" ? await SmallDisk.MountAsync() : null;
            await using var cluster = await LocalCluster.StartAsync(options, time, cancellation);
            if (disk is not null)
            {
                await disk.UseAsync(cluster.Database);
            }

            await using var load = await FaultLoad.StartAsync(cluster, settings.Devices, settings.Rate, settings.Window, time, cancellation);
            var run = new FaultRun(cluster, load, settings, time, say, cancellation) { Cutter = cutter, Disk = disk };
            await run.CaughtUpAsync(time.GetTimestamp());
            await run.PauseAsync(settings.Calm);
            var (recovery, note) = await Strike(run);
            await run.PauseAsync(settings.Calm);
            return await load.FinishAsync(Name, recovery, note, cancellation);
        }
        finally
        {
            if (cutter is not null)
            {
                await cutter.DisposeAsync();
            }
        }
    }
}
