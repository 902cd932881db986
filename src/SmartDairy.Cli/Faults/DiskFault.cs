namespace SmartDairy.Cli.Faults;

/// <summary>PostgreSQL's disk is full.</summary>
internal static class DiskFault
{
    private static readonly TimeSpan LongestFill = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Full = TimeSpan.FromSeconds(10);

    public static async Task<(double? Recovery, string Note)> FullAsync(FaultRun run)
    {
        var disk = run.Disk ?? throw new InvalidOperationException("This fault needs a disk of its own.");
        var began = run.Time.GetTimestamp();
        await disk.FillAsync();
        for (var (before, now) = (-1.0, await run.SettledAsync()); now != before; (before, now) = (now, await run.SettledAsync()))
        {
            if (run.Time.GetElapsedTime(began) > LongestFill)
            {
                return (null, "the disk never filled up");
            }

            await run.PauseAsync(TimeSpan.FromSeconds(2));
        }

        var stuck = await run.SettledAsync();
        var filled = run.Time.GetElapsedTime(began).TotalSeconds;
        await run.PauseAsync(Full);
        var meanwhile = await run.SettledAsync() - stuck;
        disk.Clear();
        var since = run.Time.GetTimestamp();
        return (await run.CaughtUpAsync(since), $"full after {filled:F0} s, for {Full.TotalSeconds:F0} s, {meanwhile:F0} acknowledged to the broker meanwhile");
    }
}
