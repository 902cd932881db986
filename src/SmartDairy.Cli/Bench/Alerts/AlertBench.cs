using System.Globalization;
using System.Net;
using SmartDairy.Cli.Api;
using SmartDairy.Cli.Load;
using SmartDairy.Cli.Rules;
using SmartDairy.RuleFiles;

namespace SmartDairy.Cli.Bench.Alerts;

/// <summary>The whole of <c>bench alerts</c>: one server, one farm with rules, one without, one with a past.</summary>
internal sealed class AlertBench(AlertBenchOptions options, TimeProvider time, Action<string> say)
{
    public static readonly string[] Phases = ["throughput", "latency", "backtest"];

    private const int BacktestRuns = 3;
    private const double BreachesPerSecond = 10;

    // What one address gets within an hour at most.
    private const int MostMails = 3_600;
    private const int BreachSensors = 20;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private readonly List<BenchRow> _rows = [];
    private readonly BreachTimes _times = new();
    private long _acknowledged;

    public async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellation)
    {
        var dll = ApiProcess.Find(options.ApiPath)
            ?? throw new ApiException(ExitCodes.Usage, "There is no built API here: run 'dotnet build -c Release api', or give --api.");
        await using var sink = new MailSink(time, _times.Mail);
        say("Starting the server");
        await using var process = await ApiProcess.StartAsync(dll, time, cancellation, Settings(sink.Port));
        using var api = new ApiClient(process.Url, process.Key);
        var broker = new IPEndPoint(IPAddress.Loopback, process.MqttPort);
        if (options.Wants("throughput") || options.Wants("latency"))
        {
            await WithRulesAsync(new BenchTarget(api, broker, process.ProcessId), cancellation);
        }

        if (options.Wants("backtest"))
        {
            await BacktestAsync(api, broker, cancellation);
        }

        return _rows;
    }

    private static Dictionary<string, string> Settings(int port) => new()
    {
        ["Notifications__Smtp__Host"] = "127.0.0.1",
        ["Notifications__Smtp__Port"] = port.ToString(CultureInfo.InvariantCulture),
        ["Notifications__Smtp__Security"] = "None",
        ["Notifications__Smtp__From"] = "Smart Dairy <alerts@example.com>",
        ["Notifications__Rate__EmailPerSecond"] = "1000",
        ["Notifications__Rate__PerAddressPerHour"] = MostMails.ToString(CultureInfo.InvariantCulture),
    };

    private async Task WithRulesAsync(BenchTarget target, CancellationToken cancellation)
    {
        say($"Registering {options.Devices:N0} devices twice, and {options.Rules:N0} rules once");
        var ruled = await FarmAsync(target.Api, 0, options.Devices, cancellation);
        await RulesAsync(target.Api, ruled.Id, cancellation);
        using var withRules = Connect(target.Broker, ruled);
        if (options.Wants("throughput"))
        {
            var plain = await FarmAsync(target.Api, 1, options.Devices, cancellation);
            using var without = Connect(target.Broker, plain);
            await ThroughputAsync(target, without, withRules, cancellation);
        }

        if (options.Wants("latency"))
        {
            await LatencyAsync(target, ruled.Id, withRules, cancellation);
        }

        _rows.AddRange(await LedgerCheck.RunAsync(target.Api, ruled.Id, _acknowledged, time, cancellation));
    }

    private async Task RulesAsync(ApiClient api, int farmId, CancellationToken cancellation)
    {
        await api.SendAsync(
            "mutation($farmId: Int!, $input: ContactInput!) { saveContact(farmId: $farmId, input: $input) { id } }",
            new { farmId, input = new { name = "Farmer", email = "farmer@example.com" } }, cancellation);
        var rules = new FarmRules(api, farmId);
        foreach (var rule in BenchRules.Farm(farmId, options.Rules))
        {
            await rules.CreateAsync(rule, cancellation);
        }
    }

    private async Task ThroughputAsync(BenchTarget target, LoadGenerator without, LoadGenerator withRules, CancellationToken cancellation)
    {
        var part = TimeSpan.FromSeconds(Math.Max(2, options.Seconds / 6));
        say("Warming up");
        await LoadAsync(without, Plan(0, part), false, cancellation);
        await LoadAsync(withRules, Plan(0, part), true, cancellation);
        var (plain, ruled) = (new List<double>(), new List<double>());
        for (var round = 0; round < options.Rounds; round++)
        {
            // Whichever is second finds a warmer machine and a larger store: take turns.
            foreach (var isRuled in round % 2 == 0 ? new[] { false, true } : [true, false])
            {
                say($"Closed loop {(isRuled ? "with" : "without")} rules, round {round + 1} of {options.Rounds}");
                var cpu = ServerProcess.Cpu(target.ProcessId);
                var result = await LoadAsync(isRuled ? withRules : without, Plan(0, part), isRuled, cancellation);
                say($"  {result.PerSecond:N0} msg/s, server {(ServerProcess.Cpu(target.ProcessId) - cpu)?.TotalSeconds / part.TotalSeconds:F2} cores");
                (isRuled ? ruled : plain).Add(result.PerSecond);
            }
        }

        var ratios = plain.Zip(ruled, (one, other) => 100 * other / one).ToList();
        _rows.Add(new("without_rules", "Acknowledged after commit without rules", Median(plain), "msg/s", Note: Each(plain)));
        _rows.Add(new("with_rules", $"The same with {options.Rules} rules on the farm", Median(ruled), "msg/s", Note: Each(ruled)));
        _rows.Add(new("rules_ratio", "With rules against without", Median(ratios), "%", 85, true, $"by round: {Each(ratios)}"));
    }

    private async Task LatencyAsync(BenchTarget target, int farmId, LoadGenerator generator, CancellationToken cancellation)
    {
        var span = TimeSpan.FromSeconds(options.Seconds);
        var pace = Math.Min(BreachesPerSecond, 0.9 * MostMails / options.Seconds);
        await using var sender = await BreachSender.ConnectAsync(target, farmId, BreachSensors, time, cancellation);
        await using var watch = new AlertWatch(target.Api, _times, time);
        await watch.StartAsync(farmId, cancellation);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watching = watch.RunAsync(stop.Token);
        say($"Open loop at {options.Rate:N0} msg/s, {pace:0.#} breaches a second");
        var sending = sender.RunAsync(_times, pace, span, cancellation);
        var result = await LoadAsync(generator, Plan(options.Rate, span), true, cancellation);
        await sending;
        _acknowledged += sender.Acknowledged;
        var began = time.GetTimestamp();
        while ((_times.Told < _times.Published || _times.Mailed < _times.Published) && time.GetElapsedTime(began) < LongestWait && !watching.IsCompleted)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), time, cancellation);
        }

        await stop.CancelAsync();
        await watching;
        var reached = $"{_times.Published:N0} breaches, {result.PerSecond:N0} msg/s reached";
        Latency("alert", "Breach to stored alert at a subscriber", _times.ToSubscriber(), 1_000, reached);
        Latency("raised", "Breach to the alert's own raisedAt", _times.ToRaised(), null, null);
        Latency("mail", "Breach to the mail server", _times.ToMail(), 5_000, reached);
        _rows.Add(new("alerts_missing", "Breaches without an alert", _times.Published - _times.Told, "alerts", 0));
        _rows.Add(new("mails_missing", "Breaches without a mail", _times.Published - _times.Mailed, "mails", 0));
    }

    private void Latency(string name, string what, LatencyHistogram latency, double? target, string? note)
    {
        _rows.Add(new($"{name}_p50", $"{what} p50", latency.Percentile(0.5), "ms"));
        _rows.Add(new($"{name}_p95", $"{what} p95", latency.Percentile(0.95), "ms"));
        _rows.Add(new($"{name}_p99", $"{what} p99", latency.Percentile(0.99), "ms", target, Note: note));
    }

    private async Task BacktestAsync(ApiClient api, IPEndPoint broker, CancellationToken cancellation)
    {
        var turns = (options.History + options.Connections - 1) / options.Connections;
        var to = time.GetUtcNow().AddMinutes(-1);

        // Connections take turns of their own: some say more than their share, and none of it may lie ahead of now.
        var from = to.AddMinutes(-turns * 1.2);
        say($"Loading {options.History:N0} readings of {options.Connections} sensors, {turns:N0} minutes");
        var farm = await FarmAsync(api, 2, options.Connections, cancellation);
        using var generator = Connect(broker, farm);
        var plan = new LoadPlan { Duration = TimeSpan.FromMinutes(30), Messages = options.History, Devices = options.Connections, History = from };
        var loaded = await LoadAsync(generator, plan, false, cancellation);
        var rules = BenchRules.Backtest.Select(RuleJson.ToInput).ToList();
        var seconds = new List<double>();
        var evaluated = 0L;
        for (var run = 0; run < BacktestRuns; run++)
        {
            say($"Backtest of {rules.Count} rules, {run + 1} of {BacktestRuns}");
            var began = time.GetTimestamp();
            var data = await api.SendAsync(
                "mutation($farmId: Int!, $inputs: [AlertRuleInput!]!, $from: DateTime!, $to: DateTime!) { backtestAlertRules(farmId: $farmId, inputs: $inputs, from: $from, to: $to) { evaluated alertCount } }",
                new { farmId = farm.Id, inputs = rules, from = Time(from), to = Time(to.AddMinutes(1)) }, cancellation);
            seconds.Add(time.GetElapsedTime(began).TotalSeconds);
            // A 64-bit count may come as a number or as text.
            evaluated = data.GetProperty("backtestAlertRules").EnumerateArray().Max(result => long.Parse(result.GetProperty("evaluated").ToString(), CultureInfo.InvariantCulture));
        }

        _rows.Add(new("backtest_seconds", $"{options.History:N0} readings by {rules.Count} rules", Median(seconds), "s", 5, Note: $"by run: {Each(seconds)}"));
        _rows.Add(new("backtest_rate", "The same in readings", options.History / Median(seconds), "readings/s"));
        _rows.Add(new("backtest_missing", "Readings that no rule looked at", loaded.Acknowledged - evaluated, "readings", 0, Note: $"{loaded.Acknowledged:N0} acknowledged"));
    }

    private async Task<BenchFarm> FarmAsync(ApiClient api, int index, int devices, CancellationToken cancellation)
    {
        var farm = await BenchFarm.CreateAsync(api, options.Connections, time, cancellation, index);
        await farm.GrowAsync(devices, null, cancellation);
        return farm;
    }

    private LoadGenerator Connect(IPEndPoint broker, BenchFarm farm) => new(broker, farm.Logins, new PublishTemplate(farm.Id), options.Window, time);

    private LoadPlan Plan(double rate, TimeSpan duration) => new() { Rate = rate, Duration = duration, Devices = options.Devices };

    private async Task<LoadResult> LoadAsync(LoadGenerator generator, LoadPlan plan, bool counts, CancellationToken cancellation)
    {
        var result = await Task.Factory.StartNew(() => generator.Run(plan, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        _acknowledged += counts ? result.Acknowledged : 0;
        return result;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static string Each(IEnumerable<double> values) => string.Join(", ", values.Select(value => value.ToString(value < 100 ? "0.0" : "N0", CultureInfo.InvariantCulture)));

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
