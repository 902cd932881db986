using System.Net;
using SmartDairy.Cli.Api;
using SmartDairy.Cli.Cluster;
using SmartDairy.Cli.Load;

namespace SmartDairy.Cli.Bench;

/// <summary>The whole of <c>bench server</c>.</summary>
internal sealed class ServerBench(LocalCluster cluster, int devices, int connections, TimeSpan span, TimeProvider time, Action<string> say)
{
    private const double KeepsUp = 0.97;
    private const int CalmRate = 3_000;
    private const int TargetRate = 10_000;
    private static readonly int[] Rates = [8_000, 10_000, 12_500, 16_000, 20_000, 25_000, 30_000, 40_000, 50_000, 60_000];
    private static readonly TimeSpan LongestDrain = TimeSpan.FromMinutes(3);
    private readonly List<BenchRow> _rows = [];
    private long _acknowledged;
    private BenchFarm? _farm;

    public async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellation)
    {
        using var api = cluster.Client();
        say($"Registering {devices:N0} devices");
        _farm = await BenchFarm.CreateAsync(api, connections, time, cancellation);
        await _farm.GrowAsync(devices, null, cancellation);
        using var generator = new LoadGenerator(new IPEndPoint(IPAddress.Loopback, cluster.Broker.Port), _farm.Logins, new PublishTemplate(_farm.Id), 1_000, time);
        say("Warming up");
        await LoadAsync(generator, 3_000, TimeSpan.FromSeconds(10), cancellation);
        await DrainAsync(api, cancellation);
        await LatencyAsync(api, generator, cancellation);
        await ThroughputAsync(api, generator, cancellation);
        _rows.AddRange(await LedgerCheck.RunAsync(api, _farm.Id, _acknowledged, time, cancellation));
        return _rows;
    }

    private async Task LatencyAsync(ApiClient api, LoadGenerator generator, CancellationToken cancellation)
    {
        say($"Open loop at {CalmRate:N0} msg/s, watched");
        await using var watch = new PushWatch(api, time);
        await watch.StartAsync(_farm!.Id, null, cancellation);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watching = watch.RunAsync(stop.Token);
        var result = await LoadAsync(generator, CalmRate, span, cancellation);
        await Task.Delay(TimeSpan.FromSeconds(1), time, cancellation);
        await stop.CancelAsync();
        await watching;
        var note = $"{watch.Latency.Count:N0} pushes of {result.Acknowledged:N0} messages; Mosquitto's own PUBACK p99 {result.Latency.Percentile(0.99):F0} ms";
        _rows.Add(new("committed_p50", "Publish to push after commit p50 at 3,000 msg/s", watch.Latency.Percentile(0.5), "ms"));
        _rows.Add(new("committed_p99", "Publish to push after commit p99 at 3,000 msg/s", watch.Latency.Percentile(0.99), "ms", 300, Note: note));
    }

    private async Task ThroughputAsync(ApiClient api, LoadGenerator generator, CancellationToken cancellation)
    {
        var best = 0.0;
        var note = "";
        foreach (var rate in Rates)
        {
            say($"Open loop at {rate:N0} msg/s");
            var before = await StoredAsync(api, cancellation);
            var cpu = Cpu();
            var began = time.GetTimestamp();
            var result = await LoadAsync(generator, rate, span, cancellation);
            var stored = await StoredAsync(api, cancellation);
            var seconds = time.GetElapsedTime(began).TotalSeconds;
            var committed = (stored - before) / seconds;
            var cores = Cpu().Zip(cpu, (now, then) => $"{now.Name} {(now.Time - then.Time) / seconds:F2}");
            say($"  {result.Acknowledged / seconds:N0} msg/s taken by Mosquitto, {committed:N0} committed; cores: {string.Join(", ", cores)}, generator {result.CpuShare:F2}");
            if (committed > best)
            {
                (best, note) = (committed, $"{result.Acknowledged / seconds:N0} msg/s sent; cores: {string.Join(", ", cores)}, generator {result.CpuShare:F2}");
            }

            await DrainAsync(api, cancellation);
            if (committed < KeepsUp * Math.Min(rate, result.Acknowledged / seconds))
            {
                break;
            }
        }

        _rows.Add(new("committed_rate", $"Committed, {devices:N0} devices, {cluster.Silos.Count} silo{(cluster.Silos.Count > 1 ? "s" : "")}", best, "msg/s", TargetRate, true, note));
        for (var i = 0; i < cluster.Silos.Count && cluster.Silos.Count > 1; i++)
        {
            var stored = await cluster.Silos[i].MetricAsync("smartdairy_messages_stored_total", null, cancellation);
            _rows.Add(new($"stored_{i + 1}", $"Stored by {cluster.Silos[i].Name}", stored, "messages"));
        }
    }

    private (string Name, double Time)[] Cpu() =>
    [
        ("silos", cluster.Silos.Sum(silo => Seconds(silo.Process?.Id))), ("api", cluster.Apis.Sum(api => Seconds(api.Process?.Id))),
        ("Mosquitto", Seconds(cluster.Broker.Process.Id)), ("PostgreSQL", cluster.Database.Process.CpuSeconds),
    ];

    private static double Seconds(int? process) => ServerProcess.Cpu(process)?.TotalSeconds ?? 0;

    private async Task<long> StoredAsync(ApiClient api, CancellationToken cancellation)
    {
        var data = await api.SendAsync("query($id: Int!) { ledger(farmId: $id) { stored } }", new { id = _farm!.Id }, cancellation);
        return data.GetProperty("ledger").GetProperty("stored").GetInt64();
    }

    /// <summary>Waits until everything that was acknowledged is committed.</summary>
    private async Task DrainAsync(ApiClient api, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        while (await StoredAsync(api, cancellation) < _acknowledged && time.GetElapsedTime(began) < LongestDrain)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(250), time, cancellation);
        }
    }

    private async Task<LoadResult> LoadAsync(LoadGenerator generator, int rate, TimeSpan duration, CancellationToken cancellation)
    {
        var plan = new LoadPlan { Rate = rate, Duration = duration, Devices = devices };
        var result = await Task.Factory.StartNew(() => generator.Run(plan, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        _acknowledged += result.Acknowledged;
        return result;
    }
}
