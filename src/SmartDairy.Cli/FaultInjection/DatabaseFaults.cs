using Npgsql;

namespace SmartDairy.Cli.FaultInjection;

/// <summary>Faults of the database: PostgreSQL is stopped, frozen, or loses connections.</summary>
internal static class DatabaseFaults
{
    public static async Task<(double? Recovery, string Note)> StopAsync(FaultContext run)
    {
        await run.Cluster.Database.StopImmediatelyAsync();

        // Messages committed just before the stop may be acknowledged just after it.
        await run.DelayAsync(TimeSpan.FromSeconds(1));
        var before = await run.CountAcknowledgedAsync();
        await run.DelayAsync(run.Settings.DatabaseDowntime);
        var meanwhile = await run.CountAcknowledgedAsync() - before;
        await run.Cluster.Database.StartProcessAsync();
        var since = run.Time.GetTimestamp();
        return (await run.WaitUntilCaughtUpAsync(since),
            $"{run.Settings.DatabaseDowntime.TotalSeconds:F0} s away, {meanwhile:F0} acknowledged to the broker meanwhile");
    }

    public static async Task<(double? Recovery, string Note)> FreezeAsync(FaultContext run)
    {
        run.Cluster.Database.Process.Freeze();
        await run.DelayAsync(TimeSpan.FromSeconds(1));
        var before = await run.CountAcknowledgedAsync();
        await run.DelayAsync(run.Settings.DatabaseFreezeTime);
        var meanwhile = await run.CountAcknowledgedAsync() - before;
        run.Cluster.Database.Process.Thaw();
        var since = run.Time.GetTimestamp();
        return (await run.WaitUntilCaughtUpAsync(since),
            $"{run.Settings.DatabaseFreezeTime.TotalSeconds:F0} s frozen, {meanwhile:F0} acknowledged to the broker meanwhile");
    }

    public static async Task<(double? Recovery, string Note)> TerminateConnectionsAsync(FaultContext run)
    {
        await using var database = NpgsqlDataSource.Create(run.Cluster.Database.ConnectionString() + ";Application Name=faults");
        long terminated = 0;
        for (var i = 0; i < 100; i++)
        {
            await using var command = database.CreateCommand(
                "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and application_name = 'smartdairy' and state <> 'idle'");
            terminated += (long)(await command.ExecuteScalarAsync(run.Cancellation))!;
            await run.DelayAsync(TimeSpan.FromMilliseconds(100));
        }

        var since = run.Time.GetTimestamp();
        return (await run.WaitUntilCaughtUpAsync(since), $"{terminated} connections ended at work in 10 s");
    }

    public static async Task<(double? Recovery, string Note)> InterruptCommitsAsync(FaultContext run)
    {
        var proxy = run.CommitProxy
            ?? throw new InvalidOperationException("This fault needs a CommitProxy between the silos and the database.");
        proxy.InterruptEveryNthCommit = 10;
        await run.DelayAsync(TimeSpan.FromSeconds(10));
        proxy.InterruptEveryNthCommit = 0;
        var since = run.Time.GetTimestamp();
        return (await run.WaitUntilCaughtUpAsync(since), $"{proxy.InterruptedCommits} commits interrupted in 10 s");
    }
}
