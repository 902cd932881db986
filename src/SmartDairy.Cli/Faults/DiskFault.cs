namespace SmartDairy.Cli.Faults;

/// <summary>PostgreSQL's disk is full.</summary>
internal static class DiskFault
{
    private static readonly TimeSpan LongestFill = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Full = TimeSpan.FromSeconds(10);

    public static async Task<(double? Recovery, string Note)> FullAsync(FaultRun run)
    {
        var disk = run.Disk ?? throw new InvalidOperationException("This fault needs a disk of its own.");
        var began = run.Time.GetTimestamp();
        var stuck = await run.SettledAsync();
        while (true)
        {
            await run.PauseAsync(TimeSpan.FromSeconds(1));
            var settled = await run.SettledAsync();
            if (disk.IsFull && settled == stuck)
            {
                break;
            }

            if (run.Time.GetElapsedTime(began) > LongestFill)
            {
                return (null, "the disk never filled up");
            }

            stuck = settled;
        }

        var filled = run.Time.GetElapsedTime(began).TotalSeconds;
        await run.PauseAsync(Full);
        var meanwhile = await run.SettledAsync() - stuck;
        await disk.GrowAsync();
        var since = run.Time.GetTimestamp();
        return (await run.CaughtUpAsync(since), $"full after {filled:F0} s, for {Full.TotalSeconds:F0} s, {meanwhile:F0} acknowledged to the broker meanwhile");
    }
}
