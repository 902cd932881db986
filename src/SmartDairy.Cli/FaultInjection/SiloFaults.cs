using System.Globalization;

namespace SmartDairy.Cli.FaultInjection;

/// <summary>Faults of silos: silos are killed, or a silo joins.</summary>
internal static class SiloFaults
{
    public static async Task<(double? Recovery, string Note)> KillAsync(FaultContext run)
    {
        var random = new Random(run.Settings.Seed);
        double? longest = 0;
        await using var live = new LiveFeedCheck(run);
        await live.StartAsync();
        await run.DelayAsync(TimeSpan.FromSeconds(2));
        var from = run.Load.CountMeasured();
        for (var round = 1; round <= run.Settings.Rounds; round++)
        {
            await run.DelayAsync(TimeSpan.FromMilliseconds(random.Next(500, 3_000)));
            var silo = run.Cluster.Silos[random.Next(run.Cluster.Silos.Count)];
            var since = run.Time.GetTimestamp();
            await silo.KillAsync();
            var recovery = await run.WaitUntilCaughtUpAsync(since, detectedLate: true);
            run.Log($"  round {round}: {silo.Name} killed, caught up after {recovery?.ToString("F1", CultureInfo.InvariantCulture) ?? "never"} s");
            longest = recovery is null ? null : longest is null ? null : Math.Max(longest.Value, recovery.Value);
            await silo.StartAndWaitUntilReadyAsync(run.Time, run.Cancellation);
        }

        return (longest, $"{run.Settings.Rounds} rounds; {await live.CompareAsync(from)}");
    }

    /// <summary>Adds a third silo. Recovery is the time until it receives at least half of an even share.</summary>
    public static async Task<(double? Recovery, string Note)> JoinAsync(FaultContext run)
    {
        var third = run.Cluster.AddSilo();
        var since = run.Time.GetTimestamp();
        await third.StartAndWaitUntilReadyAsync(run.Time, run.Cancellation);
        var ready = run.Time.GetElapsedTime(since).TotalSeconds;
        double? share = null;
        while (share is null && run.Time.GetElapsedTime(since) < TimeSpan.FromSeconds(60))
        {
            var rates = await MeasureRatesAsync(run, "mqtt_stream_deliveries_received_total");
            if (rates[^1] > rates.Sum() / rates.Length / 2)
            {
                share = run.Time.GetElapsedTime(since).TotalSeconds;
            }
        }

        await run.DelayAsync(TimeSpan.FromSeconds(20));
        var received = await MeasureRatesAsync(run, "mqtt_stream_deliveries_received_total");
        var stored = await MeasureRatesAsync(run, "smartdairy_messages_stored_total");
        return (share, $"ready after {ready:F1} s; then received {FormatAll(received)} and stored {FormatAll(stored)} msg/s a silo");
    }

    /// <summary>Rate of a counter at each silo over one second.</summary>
    private static async Task<double[]> MeasureRatesAsync(FaultContext run, string metric)
    {
        var before = await ReadCountersAsync(run, metric);
        var since = run.Time.GetTimestamp();
        await run.DelayAsync(TimeSpan.FromSeconds(1));
        var after = await ReadCountersAsync(run, metric);
        var seconds = run.Time.GetElapsedTime(since).TotalSeconds;
        return [.. after.Zip(before, (now, then) => (now - then) / seconds)];
    }

    private static async Task<double[]> ReadCountersAsync(FaultContext run, string metric)
    {
        var counts = new double[run.Cluster.Silos.Count];
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] = await run.Cluster.Silos[i].ReadCounterAsync(metric, null, run.Cancellation);
        }

        return counts;
    }

    private static string FormatAll(double[] rates)
        => string.Join(" + ", rates.Select(rate => rate.ToString("F0", CultureInfo.InvariantCulture)));
}
