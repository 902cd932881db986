using SmartDairy.Cli.Api;
using SmartDairy.Cli.Load;

namespace SmartDairy.Cli.Bench;

/// <summary>The whole of <c>bench ingest</c>: phases against one server, one after the other, and the ledger at the end.</summary>
internal sealed class IngestBench(BenchOptions options, TimeProvider time, Action<string> say)
{
    public static readonly string[] Phases = ["throughput", "latency", "push", "queries", "devices", "reference"];

    private const int OpenLoopRate = 10_000;
    private const int LiveRate = 5_000;
    private readonly List<BenchRow> _rows = [];
    private long _acknowledged;
    private double? _throughput;

    private TimeSpan Half => TimeSpan.FromSeconds(Math.Max(1, options.Seconds / 2));

    public async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellation)
    {
        if (Phases.Take(5).Any(options.Wants))
        {
            say("Starting the server");
            await using var target = await BenchTarget.OpenAsync(options, time, cancellation);
            await MeasureAsync(target, cancellation);
        }

        if (options.Wants("reference"))
        {
            await ReferenceAsync(cancellation);
        }

        return _rows;
    }

    private async Task MeasureAsync(BenchTarget target, CancellationToken cancellation)
    {
        say($"Registering {options.Devices:N0} devices behind {options.Connections} gateways");
        var farm = await BenchFarm.CreateAsync(target.Api, options.Connections, time, cancellation);
        await farm.GrowAsync(options.Devices, null, cancellation);
        using (var generator = Connect(target, farm))
        {
            say("Warming up");
            await LoadAsync(generator, Plan(0, TimeSpan.FromSeconds(Math.Clamp(options.Seconds / 6, 1, 10))), cancellation);
            if (options.Wants("throughput") || options.Wants("devices"))
            {
                await ThroughputAsync(target, generator, cancellation);
            }

            if (options.Wants("latency"))
            {
                await LatencyAsync(generator, cancellation);
            }

            if (options.Wants("push"))
            {
                await PushAsync(target, farm, generator, cancellation);
            }

            if (options.Wants("queries"))
            {
                await QueriesAsync(target, farm, generator, cancellation);
            }
        }

        if (options.Wants("devices"))
        {
            await ManyDevicesAsync(target, farm, cancellation);
        }

        _rows.AddRange(await LedgerCheck.RunAsync(target.Api, farm.Id, _acknowledged, time, cancellation));
    }

    private async Task ThroughputAsync(BenchTarget target, LoadGenerator generator, CancellationToken cancellation)
    {
        say($"Closed loop, {options.Connections} connections, window {generator.Window}");
        var cpu = ServerProcess.Cpu(target.ProcessId);
        var started = time.GetTimestamp();
        var result = await LoadAsync(generator, Plan(0, TimeSpan.FromSeconds(options.Seconds)), cancellation);
        var cores = (ServerProcess.Cpu(target.ProcessId) - cpu) / time.GetElapsedTime(started);
        _throughput = result.PerSecond;
        var note = $"p50 {result.Latency.Percentile(0.5):F0} ms, p99 {result.Latency.Percentile(0.99):F0} ms, generator {result.CpuShare:F2} cores"
            + (cores is null ? "" : $", server {cores:F2} cores");
        _rows.Add(new("throughput", $"Acknowledged after commit, {options.Devices:N0} devices", result.PerSecond, "msg/s", 20_000, true, note));
        _rows.Add(new("readings", "The same in readings of five metrics", result.PerSecond * 5, "readings/s", 100_000, true));
    }

    private async Task LatencyAsync(LoadGenerator generator, CancellationToken cancellation)
    {
        say($"Open loop at {OpenLoopRate:N0} msg/s");
        var result = await LoadAsync(generator, Plan(OpenLoopRate, Half), cancellation);
        var reached = $"{result.PerSecond:N0} msg/s reached";
        _rows.Add(new("ack_p50", "Acknowledgement p50 at 10,000 msg/s", result.Latency.Percentile(0.5), "ms"));
        _rows.Add(new("ack_p95", "Acknowledgement p95 at 10,000 msg/s", result.Latency.Percentile(0.95), "ms"));
        _rows.Add(new("ack_p99", "Acknowledgement p99 at 10,000 msg/s", result.Latency.Percentile(0.99), "ms", 100, Note: reached));
    }

    private async Task PushAsync(BenchTarget target, BenchFarm farm, LoadGenerator generator, CancellationToken cancellation)
    {
        var watched = options.Watch == 0 ? null : Enumerable.Range(0, Math.Min(options.Watch, farm.Devices))
            .Select(index => PublishTemplate.DeviceId(farm.Id, index)).ToList();
        say($"Live push at {LiveRate:N0} msg/s");
        await using var watch = new PushWatch(target.Api, time);
        await watch.StartAsync(farm.Id, watched, cancellation);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watching = watch.RunAsync(stop.Token);
        await LoadAsync(generator, Plan(LiveRate, Half), cancellation);
        // The last pushes may still be on their way when the last acknowledgement is in.
        await Task.Delay(TimeSpan.FromSeconds(1), time, cancellation);
        await stop.CancelAsync();
        await watching;
        var note = $"{watch.Latency.Count:N0} pushes of {watched?.Count.ToString() ?? "all"} devices";
        _rows.Add(new("push_p50", "Publish to subscriber p50 at 5,000 msg/s", watch.Latency.Percentile(0.5), "ms"));
        _rows.Add(new("push_p99", "Publish to subscriber p99 at 5,000 msg/s", watch.Latency.Percentile(0.99), "ms", 100, Note: note));
    }

    private async Task QueriesAsync(BenchTarget target, BenchFarm farm, LoadGenerator generator, CancellationToken cancellation)
    {
        say("A week of one sensor, a reading a minute");
        var to = time.GetUtcNow();
        var week = new LoadPlan { Duration = TimeSpan.FromMinutes(5), Messages = 7 * 24 * 60, Devices = 1, OnlyDevice = 0, History = to.AddDays(-7) };
        await LoadAsync(generator, week, cancellation);
        var load = new QueryLoad(target.Api, options.Clients, TimeSpan.FromMilliseconds(options.Think), time);
        foreach (var (name, what, target95, query) in QueryLoad.Queries(farm.Id, to))
        {
            say($"{options.Clients} clients: {what}, while {LiveRate:N0} msg/s come in");
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var asking = load.RunAsync(query, stop.Token);
            var result = await LoadAsync(generator, Plan(LiveRate, Half), cancellation);
            await stop.CancelAsync();
            var latency = await asking;
            var note = $"{latency.Count / Half.TotalSeconds:N0} queries/s, {options.Think} ms between a client's, {result.PerSecond:N0} msg/s";
            _rows.Add(new(name, $"{what} p95, {options.Clients} clients", latency.Percentile(0.95), "ms", target95, Note: note));
        }
    }

    private async Task ManyDevicesAsync(BenchTarget target, BenchFarm farm, CancellationToken cancellation)
    {
        var before = ServerProcess.ResidentBytes(target.ProcessId);
        var added = options.ManyDevices - farm.Devices;
        say($"Registering {added:N0} more devices");
        await farm.GrowAsync(options.ManyDevices, null, cancellation);
        using var generator = Connect(target, farm);
        say("Two messages of each, to wake them");
        await LoadAsync(generator, Plan(0, TimeSpan.FromMinutes(5)) with { Devices = farm.Devices, Messages = 2L * farm.Devices }, cancellation);
        await Task.Delay(TimeSpan.FromSeconds(3), time, cancellation);
        var after = ServerProcess.ResidentBytes(target.ProcessId);
        var each = added > 0 ? (after - before) / 1024.0 / added : null;
        var note = each is null ? "the server's process is not known: give --pid" : $"{before >> 20:N0} MiB before, {after >> 20:N0} MiB after, no collection forced";
        _rows.Add(new("memory_per_device", $"Resident memory a device, {farm.Devices:N0} active", each, "KiB", 8, Note: note));

        say($"Closed loop with {farm.Devices:N0} devices");
        var result = await LoadAsync(generator, Plan(0, Half) with { Devices = farm.Devices }, cancellation);
        _rows.Add(new("throughput_many", $"Acknowledged after commit, {farm.Devices:N0} devices", result.PerSecond, "msg/s"));
        _rows.Add(new("throughput_ratio", $"The same against {options.Devices:N0} devices", 100 * result.PerSecond / _throughput, "%", 80, true));
    }

    private async Task ReferenceAsync(CancellationToken cancellation)
    {
        say("The bare broker, which keeps nothing");
        await using var broker = await BrokerProcess.StartAsync(cancellation);
        var logins = Enumerable.Range(0, options.Connections).Select(index => ($"bare-{index}", "none"));
        using var generator = new LoadGenerator(broker.Address, logins, new PublishTemplate(1), options.Window, time);
        await Task.Run(() => generator.Run(Plan(0, TimeSpan.FromSeconds(Math.Clamp(options.Seconds / 6, 1, 5))), cancellation), cancellation);
        var result = await Task.Run(() => generator.Run(Plan(0, Half), cancellation), cancellation);
        var note = $"generator {result.CpuShare:F2} cores" + (_throughput is { } ours ? $"; ours is {100 * ours / result.PerSecond:F0} % of it" : "");
        _rows.Add(new("broker_rate", "The broker's own rate without us", result.PerSecond, "msg/s", Note: note));
        if (ApiProcess.Find(options.ApiPath) is { } dll)
        {
            say("The store alone, without MQTT");
            _rows.Add(await HistoryBench.RowAsync(dll, cancellation));
        }
    }

    private LoadGenerator Connect(BenchTarget target, BenchFarm farm) =>
        new(target.Broker, farm.Logins, new PublishTemplate(farm.Id), options.Window, time);

    private LoadPlan Plan(double rate, TimeSpan duration) => new() { Rate = rate, Duration = duration, Devices = options.Devices };

    private async Task<LoadResult> LoadAsync(LoadGenerator generator, LoadPlan plan, CancellationToken cancellation)
    {
        // A thread of its own, as it never yields.
        var result = await Task.Factory.StartNew(
            () => generator.Run(plan, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        _acknowledged += result.Acknowledged;
        if (result.Refused + result.Unanswered > 0)
        {
            say($"{result.Refused:N0} messages were refused, {result.Unanswered:N0} never acknowledged");
        }

        return result;
    }
}
