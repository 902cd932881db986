using Npgsql;

namespace SmartDairy.Cli.Faults;

/// <summary>PostgreSQL goes, stands still, or cuts connections.</summary>
internal static class DatabaseFaults
{
    public static async Task<(double? Recovery, string Note)> AwayAsync(FaultRun run)
    {
        await run.Cluster.Database.StopImmediatelyAsync();

        // What was committed just before may still be acknowledged just after.
        await run.PauseAsync(TimeSpan.FromSeconds(1));
        var before = await run.SettledAsync();
        await run.PauseAsync(run.Settings.Away);
        var meanwhile = await run.SettledAsync() - before;
        await run.Cluster.Database.StartAgainAsync();
        var since = run.Time.GetTimestamp();
        return (await run.CaughtUpAsync(since), $"{run.Settings.Away.TotalSeconds:F0} s away, {meanwhile:F0} acknowledged to the broker meanwhile");
    }

    public static async Task<(double? Recovery, string Note)> FrozenAsync(FaultRun run)
    {
        run.Cluster.Database.Process.Freeze();
        await run.PauseAsync(TimeSpan.FromSeconds(1));
        var before = await run.SettledAsync();
        await run.PauseAsync(run.Settings.Frozen);
        var meanwhile = await run.SettledAsync() - before;
        run.Cluster.Database.Process.Thaw();
        var since = run.Time.GetTimestamp();
        return (await run.CaughtUpAsync(since), $"{run.Settings.Frozen.TotalSeconds:F0} s frozen, {meanwhile:F0} acknowledged to the broker meanwhile");
    }

    public static async Task<(double? Recovery, string Note)> TerminatedAsync(FaultRun run)
    {
        await using var database = NpgsqlDataSource.Create(run.Cluster.Database.ConnectionString() + ";Application Name=faults");
        long terminated = 0;
        for (var i = 0; i < 100; i++)
        {
            await using var command = database.CreateCommand(
                "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and application_name = 'smartdairy' and state <> 'idle'");
            terminated += (long)(await command.ExecuteScalarAsync(run.Cancellation))!;
            await run.PauseAsync(TimeSpan.FromMilliseconds(100));
        }

        var since = run.Time.GetTimestamp();
        return (await run.CaughtUpAsync(since), $"{terminated} connections ended at work in 10 s");
    }

    public static async Task<(double? Recovery, string Note)> CommitCutAsync(FaultRun run)
    {
        var cutter = run.Cutter ?? throw new InvalidOperationException("This fault needs a cutter between the silos and the database.");
        cutter.Every = 10;
        await run.PauseAsync(TimeSpan.FromSeconds(10));
        cutter.Every = 0;
        var since = run.Time.GetTimestamp();
        return (await run.CaughtUpAsync(since), $"{cutter.Cuts} commits cut in 10 s");
    }
}
