using System.Net;
using SmartDairy.Cli.Api;
using SmartDairy.Cli.Cluster;
using SmartDairy.Cli.Load;

namespace SmartDairy.Cli.Bench;

/// <summary>Runs <c>bench server</c>.</summary>
internal sealed class ClusterBench(LocalCluster cluster, int devices, int connections, TimeSpan span, TimeProvider time, Action<string> log)
{
    private const double MinCommitRatio = 0.97;
    private const int LatencyTestRate = 3_000;
    private const int TargetRate = 10_000;
    private static readonly int[] Rates = [8_000, 10_000, 12_500, 16_000, 20_000, 25_000, 30_000, 40_000, 50_000, 60_000];
    private static readonly TimeSpan MaxDrainTime = TimeSpan.FromMinutes(3);
    private readonly List<BenchResult> _rows = [];
    private long _acknowledged;
    private BenchFarm? _farm;

    public async Task<IReadOnlyList<BenchResult>> RunAsync(CancellationToken cancellationToken)
    {
        using var api = cluster.CreateClient();
        log($"Registering {devices:N0} devices");
        _farm = await BenchFarm.CreateAsync(api, connections, time, cancellationToken);
        await _farm.RegisterDevicesUpToAsync(devices, null, cancellationToken);
        using var generator =
            new LoadGenerator(
                new IPEndPoint(IPAddress.Loopback, cluster.Broker.Port), _farm.Credentials, new PublishTemplate(_farm.Id), 1_000, time);
        log("Warming up");
        await LoadAsync(generator, 3_000, TimeSpan.FromSeconds(10), cancellationToken);
        await DrainAsync(api, cancellationToken);
        await MeasureLatencyAsync(api, generator, cancellationToken);
        await MeasureThroughputAsync(api, generator, cancellationToken);
        _rows.AddRange(await LedgerCheck.RunAsync(api, _farm.Id, _acknowledged, time, cancellationToken));
        return _rows;
    }

    private async Task MeasureLatencyAsync(ApiClient api, LoadGenerator generator, CancellationToken cancellationToken)
    {
        log($"Open loop at {LatencyTestRate:N0} msg/s, with a subscriber");
        await using var subscriber = new ReadingSubscriber(api, time);
        await subscriber.StartAsync(_farm!.Id, null, cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var receiving = subscriber.RunAsync(stop.Token);
        var result = await LoadAsync(generator, LatencyTestRate, span, cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
        await stop.CancelAsync();
        await receiving;
        var note =
            $"{subscriber.Latency.Count:N0} pushes of {result.Acknowledged:N0} messages; Mosquitto's own PUBACK p99 {result.Latency.Percentile(0.99):F0} ms";
        _rows.Add(new("committed_p50", "Publish to push after commit p50 at 3,000 msg/s", subscriber.Latency.Percentile(0.5), "ms"));
        _rows.Add(
            new("committed_p99", "Publish to push after commit p99 at 3,000 msg/s", subscriber.Latency.Percentile(0.99), "ms", 300,
                Note: note));
    }

    private async Task MeasureThroughputAsync(ApiClient api, LoadGenerator generator, CancellationToken cancellationToken)
    {
        var best = 0.0;
        var note = "";
        foreach (var rate in Rates)
        {
            log($"Open loop at {rate:N0} msg/s");
            var before = await CountStoredAsync(api, cancellationToken);
            var cpu = ReadCpuSeconds();
            var began = time.GetTimestamp();
            var result = await LoadAsync(generator, rate, span, cancellationToken);
            var stored = await CountStoredAsync(api, cancellationToken);
            var seconds = time.GetElapsedTime(began).TotalSeconds;
            var committed = (stored - before) / seconds;
            var cores = ReadCpuSeconds().Zip(cpu, (now, then) => $"{now.Name} {(now.Time - then.Time) / seconds:F2}");
            log($"  {result.Acknowledged / seconds:N0} msg/s taken by Mosquitto, {committed:N0} committed; cores: {string.Join(", ", cores)}, generator {result.CpuShare:F2}");
            if (committed > best)
            {
                (best, note) =
                    (committed,
                        $"{result.Acknowledged / seconds:N0} msg/s sent; cores: {string.Join(", ", cores)}, generator {result.CpuShare:F2}");
            }

            await DrainAsync(api, cancellationToken);
            if (committed < MinCommitRatio * Math.Min(rate, result.Acknowledged / seconds))
            {
                break;
            }
        }

        _rows.Add(
            new("committed_rate", $"Committed, {devices:N0} devices, {cluster.Silos.Count} silo{(cluster.Silos.Count > 1 ? "s" : "")}",
                best, "msg/s", TargetRate, true, note));
        for (var i = 0; i < cluster.Silos.Count && cluster.Silos.Count > 1; i++)
        {
            var stored = await cluster.Silos[i].ReadCounterAsync("smartdairy_messages_stored_total", null, cancellationToken);
            _rows.Add(new($"stored_{i + 1}", $"Stored by {cluster.Silos[i].Name}", stored, "messages"));
        }
    }

    private (string Name, double Time)[] ReadCpuSeconds() =>
    [
        ("silos", cluster.Silos.Sum(silo => CpuSeconds(silo.Process?.Id))), ("api", cluster.Apis.Sum(api => CpuSeconds(api.Process?.Id))),
        ("Mosquitto", CpuSeconds(cluster.Broker.Process.Id)), ("PostgreSQL", cluster.Database.Process.CpuSeconds),
    ];

    private static double CpuSeconds(int? process) => ProcessUsage.ReadCpuTime(process)?.TotalSeconds ?? 0;

    private async Task<long> CountStoredAsync(ApiClient api, CancellationToken cancellationToken)
    {
        var data = await api.SendAsync("query($id: Int!) { ledger(farmId: $id) { stored } }", new { id = _farm!.Id }, cancellationToken);
        return data.GetProperty("ledger").GetProperty("stored").GetInt64();
    }

    /// <summary>Waits until every acknowledged message is committed, at most 3 minutes.</summary>
    private async Task DrainAsync(ApiClient api, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (await CountStoredAsync(api, cancellationToken) < _acknowledged && time.GetElapsedTime(began) < MaxDrainTime)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(250), time, cancellationToken);
        }
    }

    private async Task<LoadResult> LoadAsync(LoadGenerator generator, int rate, TimeSpan duration, CancellationToken cancellationToken)
    {
        var plan = new LoadPlan { Rate = rate, Duration = duration, Devices = devices };
        var result =
            await Task.Factory.StartNew(
                () => generator.Run(plan, cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        _acknowledged += result.Acknowledged;
        return result;
    }
}
