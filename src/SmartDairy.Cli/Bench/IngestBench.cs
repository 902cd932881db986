using SmartDairy.Cli.Api;
using SmartDairy.Cli.Load;

namespace SmartDairy.Cli.Bench;

/// <summary>Runs <c>bench ingest</c>: the phases against one server, one after the other, and the ledger check at the end.</summary>
internal sealed class IngestBench(IngestBenchOptions options, TimeProvider time, Action<string> log)
{
    public static readonly string[] Phases = ["throughput", "latency", "push", "queries", "devices", "reference"];

    private const int OpenLoopRate = 10_000;
    private const int BackgroundRate = 5_000;
    private readonly List<BenchResult> _rows = [];
    private long _acknowledged;
    private double? _throughput;

    private TimeSpan HalfDuration => TimeSpan.FromSeconds(Math.Max(1, options.Seconds / 2));

    public async Task<IReadOnlyList<BenchResult>> RunAsync(CancellationToken cancellationToken)
    {
        if (Phases.Take(5).Any(options.Includes))
        {
            log("Starting the server");
            await using var target = await BenchTarget.ConnectOrStartAsync(options, time, cancellationToken);
            await MeasureAsync(target, cancellationToken);
        }

        if (options.Includes("reference"))
        {
            await MeasureReferenceAsync(cancellationToken);
        }

        return _rows;
    }

    private async Task MeasureAsync(BenchTarget target, CancellationToken cancellationToken)
    {
        log($"Registering {options.Devices:N0} devices behind {options.Connections} gateways");
        var farm = await BenchFarm.CreateAsync(target.Api, options.Connections, time, cancellationToken);
        await farm.RegisterDevicesUpToAsync(options.Devices, null, cancellationToken);
        using (var generator = Connect(target, farm))
        {
            log("Warming up");
            await LoadAsync(generator, Plan(0, TimeSpan.FromSeconds(Math.Clamp(options.Seconds / 6, 1, 10))), cancellationToken);
            if (options.Includes("throughput") || options.Includes("devices"))
            {
                await MeasureThroughputAsync(target, generator, cancellationToken);
            }

            if (options.Includes("latency"))
            {
                await MeasureLatencyAsync(generator, cancellationToken);
            }

            if (options.Includes("push"))
            {
                await MeasurePushAsync(target, farm, generator, cancellationToken);
            }

            if (options.Includes("queries"))
            {
                await MeasureQueriesAsync(target, farm, generator, cancellationToken);
            }
        }

        if (options.Includes("devices"))
        {
            await MeasureManyDevicesAsync(target, farm, cancellationToken);
        }

        _rows.AddRange(await LedgerCheck.RunAsync(target.Api, farm.Id, _acknowledged, time, cancellationToken));
    }

    private async Task MeasureThroughputAsync(BenchTarget target, LoadGenerator generator, CancellationToken cancellationToken)
    {
        log($"Closed loop, {options.Connections} connections, window {generator.Window}");
        var cpu = ProcessUsage.ReadCpuTime(target.ProcessId);
        var started = time.GetTimestamp();
        var result = await LoadAsync(generator, Plan(0, TimeSpan.FromSeconds(options.Seconds)), cancellationToken);
        var cores = (ProcessUsage.ReadCpuTime(target.ProcessId) - cpu) / time.GetElapsedTime(started);
        _throughput = result.PerSecond;
        var note =
            $"p50 {result.Latency.Percentile(0.5):F0} ms, p99 {result.Latency.Percentile(0.99):F0} ms, generator {result.CpuShare:F2} cores"
            + (cores is null ? "" : $", server {cores:F2} cores");
        _rows.Add(
            new("throughput", $"Acknowledged after commit, {options.Devices:N0} devices", result.PerSecond, "msg/s", 20_000, true, note));
        _rows.Add(new("readings", "The same in readings of five metrics", result.PerSecond * 5, "readings/s", 100_000, true));
    }

    private async Task MeasureLatencyAsync(LoadGenerator generator, CancellationToken cancellationToken)
    {
        log($"Open loop at {OpenLoopRate:N0} msg/s");
        var result = await LoadAsync(generator, Plan(OpenLoopRate, HalfDuration), cancellationToken);
        var reached = $"{result.PerSecond:N0} msg/s reached";
        _rows.Add(new("ack_p50", "Acknowledgement p50 at 10,000 msg/s", result.Latency.Percentile(0.5), "ms"));
        _rows.Add(new("ack_p95", "Acknowledgement p95 at 10,000 msg/s", result.Latency.Percentile(0.95), "ms"));
        _rows.Add(new("ack_p99", "Acknowledgement p99 at 10,000 msg/s", result.Latency.Percentile(0.99), "ms", 100, Note: reached));
    }

    private async Task MeasurePushAsync(BenchTarget target, BenchFarm farm, LoadGenerator generator, CancellationToken cancellationToken)
    {
        var watched = options.WatchedDevices == 0 ? null : Enumerable.Range(0, Math.Min(options.WatchedDevices, farm.Devices))
            .Select(index => PublishTemplate.DeviceId(farm.Id, index)).ToList();
        log($"Live push at {BackgroundRate:N0} msg/s");
        await using var subscriber = new ReadingSubscriber(target.Api, time);
        await subscriber.StartAsync(farm.Id, watched, cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var receiving = subscriber.RunAsync(stop.Token);
        await LoadAsync(generator, Plan(BackgroundRate, HalfDuration), cancellationToken);
        // The last pushes may arrive after the last acknowledgement.
        await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
        await stop.CancelAsync();
        await receiving;
        var note = $"{subscriber.Latency.Count:N0} pushes of {watched?.Count.ToString() ?? "all"} devices";
        _rows.Add(new("push_p50", "Publish to subscriber p50 at 5,000 msg/s", subscriber.Latency.Percentile(0.5), "ms"));
        _rows.Add(new("push_p99", "Publish to subscriber p99 at 5,000 msg/s", subscriber.Latency.Percentile(0.99), "ms", 100, Note: note));
    }

    private async Task MeasureQueriesAsync(BenchTarget target, BenchFarm farm, LoadGenerator generator, CancellationToken cancellationToken)
    {
        log("A week of one sensor, a reading a minute");
        var to = time.GetUtcNow();
        var week = new LoadPlan
        { Duration = TimeSpan.FromMinutes(5), Messages = 7 * 24 * 60, Devices = 1, OnlyDevice = 0, FirstEventTime = to.AddDays(-7) };
        await LoadAsync(generator, week, cancellationToken);
        var load = new QueryLoad(target.Api, options.Clients, TimeSpan.FromMilliseconds(options.ThinkMilliseconds), time);
        foreach (var (name, what, target95, query) in QueryLoad.Queries(farm.Id, to))
        {
            log($"{options.Clients} clients: {what}, while {BackgroundRate:N0} msg/s come in");
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var querying = load.RunAsync(query, stop.Token);
            var result = await LoadAsync(generator, Plan(BackgroundRate, HalfDuration), cancellationToken);
            await stop.CancelAsync();
            var latency = await querying;
            var note =
                $"{latency.Count / HalfDuration.TotalSeconds:N0} queries/s, {options.ThinkMilliseconds} ms between a client's, {result.PerSecond:N0} msg/s";
            _rows.Add(new(name, $"{what} p95, {options.Clients} clients", latency.Percentile(0.95), "ms", target95, Note: note));
        }
    }

    private async Task MeasureManyDevicesAsync(BenchTarget target, BenchFarm farm, CancellationToken cancellationToken)
    {
        var before = ProcessUsage.ReadResidentBytes(target.ProcessId);
        var added = options.ManyDevices - farm.Devices;
        log($"Registering {added:N0} more devices");
        await farm.RegisterDevicesUpToAsync(options.ManyDevices, null, cancellationToken);
        using var generator = Connect(target, farm);
        log("Two messages from each device, to activate them");
        await LoadAsync(generator, Plan(0, TimeSpan.FromMinutes(5)) with
        { Devices = farm.Devices, Messages = 2L * farm.Devices }, cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(3), time, cancellationToken);
        var after = ProcessUsage.ReadResidentBytes(target.ProcessId);
        var perDevice = added > 0 ? (after - before) / 1024.0 / added : null;
        var note = perDevice is null
            ? "the server's process is not known: give --pid"
            : $"{before >> 20:N0} MiB before, {after >> 20:N0} MiB after, no collection forced";
        _rows.Add(new("memory_per_device", $"Resident memory a device, {farm.Devices:N0} active", perDevice, "KiB", 8, Note: note));

        log($"Closed loop with {farm.Devices:N0} devices");
        var result = await LoadAsync(generator, Plan(0, HalfDuration) with { Devices = farm.Devices }, cancellationToken);
        _rows.Add(new("throughput_many", $"Acknowledged after commit, {farm.Devices:N0} devices", result.PerSecond, "msg/s"));
        _rows.Add(
            new("throughput_ratio", $"The same against {options.Devices:N0} devices", 100 * result.PerSecond / _throughput, "%", 80, true));
    }

    private async Task MeasureReferenceAsync(CancellationToken cancellationToken)
    {
        log("The bare broker, which discards messages");
        await using var broker = await ReferenceBrokerProcess.StartAsync(cancellationToken);
        var logins = Enumerable.Range(0, options.Connections).Select(index => ($"bare-{index}", "none"));
        using var generator = new LoadGenerator(broker.Address, logins, new PublishTemplate(1), options.Window, time);
        await Task.Run(() => generator.Run(Plan(0, TimeSpan.FromSeconds(Math.Clamp(options.Seconds / 6, 1, 5))), cancellationToken),
            cancellationToken);
        var result = await Task.Run(() => generator.Run(Plan(0, HalfDuration), cancellationToken), cancellationToken);
        var note =
            $"generator {result.CpuShare:F2} cores"
            + (_throughput is { } ours ? $"; ours is {100 * ours / result.PerSecond:F0} % of it" : "");
        _rows.Add(new("broker_rate", "The broker's own rate without us", result.PerSecond, "msg/s", Note: note));
        if (ApiProcess.FindAssembly(options.ApiPath) is { } dll)
        {
            log("The store alone, without MQTT");
            _rows.Add(await HistoryBench.MeasureReferenceAsync(dll, cancellationToken));
        }
    }

    private LoadGenerator Connect(BenchTarget target, BenchFarm farm) =>
        new(target.Broker, farm.Credentials, new PublishTemplate(farm.Id), options.Window, time);

    private LoadPlan Plan(double rate, TimeSpan duration) => new() { Rate = rate, Duration = duration, Devices = options.Devices };

    private async Task<LoadResult> LoadAsync(LoadGenerator generator, LoadPlan plan, CancellationToken cancellationToken)
    {
        // A dedicated thread, because the generator never yields.
        var result = await Task.Factory.StartNew(
            () => generator.Run(plan, cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        _acknowledged += result.Acknowledged;
        if (result.Refused + result.Unanswered > 0)
        {
            log($"{result.Refused:N0} messages were refused, {result.Unanswered:N0} never acknowledged");
        }

        return result;
    }
}
