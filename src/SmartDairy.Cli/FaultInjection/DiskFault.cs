namespace SmartDairy.Cli.FaultInjection;

/// <summary>Fault of the disk: PostgreSQL's disk is full.</summary>
internal static class DiskFault
{
    private static readonly TimeSpan MaxFillTime = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FullDuration = TimeSpan.FromSeconds(10);

    public static async Task<(double? Recovery, string Note)> FillAsync(FaultContext run)
    {
        var disk = run.Disk ?? throw new InvalidOperationException("This fault needs a separate Disk for the readings.");
        var began = run.Time.GetTimestamp();
        await disk.FillAsync();
        for (var (before, now) = (-1.0, await run.CountAcknowledgedAsync()); now != before; (before, now) =
            (now, await run.CountAcknowledgedAsync()))
        {
            if (run.Time.GetElapsedTime(began) > MaxFillTime)
            {
                return (null, "the disk never filled up");
            }

            await run.DelayAsync(TimeSpan.FromSeconds(2));
        }

        var stuck = await run.CountAcknowledgedAsync();
        var filled = run.Time.GetElapsedTime(began).TotalSeconds;
        await run.DelayAsync(FullDuration);
        var meanwhile = await run.CountAcknowledgedAsync() - stuck;
        disk.DeleteFiller();
        var since = run.Time.GetTimestamp();
        return (await run.WaitUntilCaughtUpAsync(since),
            $"full after {filled:F0} s, for {FullDuration.TotalSeconds:F0} s, {meanwhile:F0} acknowledged to the broker meanwhile");
    }
}
