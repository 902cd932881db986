using System.Globalization;

namespace SmartDairy.Cli.Faults;

/// <summary>Silos that go, and one that comes.</summary>
internal static class SiloFaults
{
    public static async Task<(double? Recovery, string Note)> KilledAsync(FaultRun run)
    {
        var random = new Random(run.Settings.Seed);
        double? longest = 0;
        await using var live = new LiveCheck(run);
        await live.StartAsync();
        await run.PauseAsync(TimeSpan.FromSeconds(2));
        var from = run.Load.Measured();
        for (var round = 1; round <= run.Settings.Rounds; round++)
        {
            await run.PauseAsync(TimeSpan.FromMilliseconds(random.Next(500, 3_000)));
            var silo = run.Cluster.Silos[random.Next(run.Cluster.Silos.Count)];
            var since = run.Time.GetTimestamp();
            await silo.KillAsync();
            var recovery = await run.CaughtUpAsync(since, late: true);
            run.Say($"  round {round}: {silo.Name} killed, caught up after {recovery?.ToString("F1", CultureInfo.InvariantCulture) ?? "never"} s");
            longest = recovery is null ? null : longest is null ? null : Math.Max(longest.Value, recovery.Value);
            await silo.StartAsync(run.Time, run.Cancellation);
        }

        return (longest, $"{run.Settings.Rounds} rounds; {await live.CompareAsync(from)}");
    }

    /// <summary>Recovery is here the time until the third silo takes in its share: at least half of an even one.</summary>
    public static async Task<(double? Recovery, string Note)> JoinsAsync(FaultRun run)
    {
        var third = run.Cluster.AddSilo();
        var since = run.Time.GetTimestamp();
        await third.StartAsync(run.Time, run.Cancellation);
        var ready = run.Time.GetElapsedTime(since).TotalSeconds;
        double? share = null;
        while (share is null && run.Time.GetElapsedTime(since) < TimeSpan.FromSeconds(60))
        {
            var rates = await RatesAsync(run, "mqtt_stream_deliveries_received_total");
            if (rates[^1] > rates.Sum() / rates.Length / 2)
            {
                share = run.Time.GetElapsedTime(since).TotalSeconds;
            }
        }

        await run.PauseAsync(TimeSpan.FromSeconds(20));
        var received = await RatesAsync(run, "mqtt_stream_deliveries_received_total");
        var stored = await RatesAsync(run, "smartdairy_messages_stored_total");
        return (share, $"ready after {ready:F1} s; then received {Each(received)} and stored {Each(stored)} msg/s a silo");
    }

    /// <summary>A second of each silo.</summary>
    private static async Task<double[]> RatesAsync(FaultRun run, string metric)
    {
        var before = await CountsAsync(run, metric);
        var since = run.Time.GetTimestamp();
        await run.PauseAsync(TimeSpan.FromSeconds(1));
        var after = await CountsAsync(run, metric);
        var seconds = run.Time.GetElapsedTime(since).TotalSeconds;
        return [.. after.Zip(before, (now, then) => (now - then) / seconds)];
    }

    private static async Task<double[]> CountsAsync(FaultRun run, string metric)
    {
        var counts = new double[run.Cluster.Silos.Count];
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] = await run.Cluster.Silos[i].MetricAsync(metric, null, run.Cancellation);
        }

        return counts;
    }

    private static string Each(double[] rates) => string.Join(" + ", rates.Select(rate => rate.ToString("F0", CultureInfo.InvariantCulture)));
}
