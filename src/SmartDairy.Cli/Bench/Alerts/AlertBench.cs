using System.Globalization;
using System.Net;
using SmartDairy.Cli.Api;
using SmartDairy.Cli.Load;
using SmartDairy.Cli.Rules;
using SmartDairy.Rules.Yaml;

namespace SmartDairy.Cli.Bench.Alerts;

/// <summary>Runs <c>bench alerts</c>: one server with a farm with rules, a farm without, and a farm with history.</summary>
internal sealed class AlertBench(AlertBenchOptions options, TimeProvider time, Action<string> log)
{
    public static readonly string[] Phases = ["throughput", "latency", "backtest"];

    private const int BacktestRuns = 3;
    private const double BreachesPerSecond = 10;

    // Maximum mails per address and hour.
    private const int MaxMailsPerHour = 3_600;
    private const int BreachSensors = 20;
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);
    private readonly List<BenchResult> _rows = [];
    private readonly BreachTimes _times = new();
    private long _acknowledged;

    public async Task<IReadOnlyList<BenchResult>> RunAsync(CancellationToken cancellationToken)
    {
        var dll = ApiProcess.FindAssembly(options.ApiPath)
            ?? throw new ApiException(ExitCodes.Usage, "There is no built API here: run 'dotnet build -c Release api', or give --api.");
        await using var sink = new MailSink(time, _times.RecordMail);
        log("Starting the server");
        await using var process = await ApiProcess.StartAsync(dll, time, cancellationToken, Settings(sink.Port));
        using var api = new ApiClient(process.Url, process.Key);
        var broker = new IPEndPoint(IPAddress.Loopback, process.MqttPort);
        if (options.Includes("throughput") || options.Includes("latency"))
        {
            await MeasureWithRulesAsync(new BenchTarget(api, broker, process.ProcessId), cancellationToken);
        }

        if (options.Includes("backtest"))
        {
            await MeasureBacktestAsync(api, broker, cancellationToken);
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
        ["Notifications__Rate__PerAddressPerHour"] = MaxMailsPerHour.ToString(CultureInfo.InvariantCulture),
    };

    private async Task MeasureWithRulesAsync(BenchTarget target, CancellationToken cancellationToken)
    {
        log($"Registering {options.Devices:N0} devices twice, and {options.Rules:N0} rules once");
        var withRulesFarm = await CreateFarmAsync(target.Api, 0, options.Devices, cancellationToken);
        await CreateRulesAsync(target.Api, withRulesFarm.Id, cancellationToken);
        using var withRules = Connect(target.Broker, withRulesFarm);
        if (options.Includes("throughput"))
        {
            var plain = await CreateFarmAsync(target.Api, 1, options.Devices, cancellationToken);
            using var without = Connect(target.Broker, plain);
            await MeasureThroughputAsync(target, without, withRules, cancellationToken);
        }

        if (options.Includes("latency"))
        {
            await MeasureLatencyAsync(target, withRulesFarm.Id, withRules, cancellationToken);
        }

        _rows.AddRange(await LedgerCheck.RunAsync(target.Api, withRulesFarm.Id, _acknowledged, time, cancellationToken));
    }

    private async Task CreateRulesAsync(ApiClient api, int farmId, CancellationToken cancellationToken)
    {
        await api.SendAsync(
            "mutation($farmId: Int!, $input: ContactInput!) { saveContact(farmId: $farmId, input: $input) { id } }",
            new { farmId, input = new { name = "Farmer", email = "farmer@example.com" } }, cancellationToken);
        var rules = new FarmRuleClient(api, farmId);
        foreach (var rule in BenchRules.CreateForFarm(farmId, options.Rules))
        {
            await rules.CreateAsync(rule, cancellationToken);
        }
    }

    private async Task MeasureThroughputAsync(
        BenchTarget target, LoadGenerator without, LoadGenerator withRules, CancellationToken cancellationToken)
    {
        var part = TimeSpan.FromSeconds(Math.Max(2, options.Seconds / 6));
        log("Warming up");
        await LoadAsync(without, Plan(0, part), false, cancellationToken);
        await LoadAsync(withRules, Plan(0, part), true, cancellationToken);
        var (plainRates, rulesRates) = (new List<double>(), new List<double>());
        for (var round = 0; round < options.Rounds; round++)
        {
            // The second run has a warmer machine and a larger store, so the order alternates.
            foreach (var hasRules in round % 2 == 0 ? new[] { false, true } : [true, false])
            {
                log($"Closed loop {(hasRules ? "with" : "without")} rules, round {round + 1} of {options.Rounds}");
                var cpu = ProcessUsage.ReadCpuTime(target.ProcessId);
                var result = await LoadAsync(hasRules ? withRules : without, Plan(0, part), hasRules, cancellationToken);
                log($"  {result.PerSecond:N0} msg/s, server {(ProcessUsage.ReadCpuTime(target.ProcessId) - cpu)?.TotalSeconds / part.TotalSeconds:F2} cores");
                (hasRules ? rulesRates : plainRates).Add(result.PerSecond);
            }
        }

        var ratios = plainRates.Zip(rulesRates, (baseline, measured) => 100 * measured / baseline).ToList();
        _rows.Add(
            new("without_rules", "Acknowledged after commit without rules", Median(plainRates), "msg/s", Note: FormatAll(plainRates)));
        _rows.Add(
            new("with_rules", $"The same with {options.Rules} rules on the farm", Median(rulesRates), "msg/s",
                Note: FormatAll(rulesRates)));
        _rows.Add(new("rules_ratio", "With rules against without", Median(ratios), "%", 85, true, $"by round: {FormatAll(ratios)}"));
    }

    private async Task MeasureLatencyAsync(BenchTarget target, int farmId, LoadGenerator generator, CancellationToken cancellationToken)
    {
        var span = TimeSpan.FromSeconds(options.Seconds);
        var pace = Math.Min(BreachesPerSecond, 0.9 * MaxMailsPerHour / options.Seconds);
        await using var sender = await BreachSender.ConnectAsync(target, farmId, BreachSensors, time, cancellationToken);
        await using var subscriber = new AlertSubscriber(target.Api, _times, time);
        await subscriber.StartAsync(farmId, cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var receiving = subscriber.RunAsync(stop.Token);
        log($"Open loop at {options.Rate:N0} msg/s, {pace:0.#} breaches a second");
        var sending = sender.RunAsync(_times, pace, span, cancellationToken);
        var result = await LoadAsync(generator, Plan(options.Rate, span), true, cancellationToken);
        await sending;
        _acknowledged += sender.Acknowledged;
        var began = time.GetTimestamp();
        while ((_times.AlertCount < _times.PublishedCount || _times.MailCount < _times.PublishedCount)
            && time.GetElapsedTime(began) < MaxWait && !receiving.IsCompleted)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), time, cancellationToken);
        }

        await stop.CancelAsync();
        await receiving;
        var reached = $"{_times.PublishedCount:N0} breaches, {result.PerSecond:N0} msg/s reached";
        AddLatencyResults("alert", "Breach to stored alert at a subscriber", _times.LatencyToSubscriber(), 1_000, reached);
        AddLatencyResults("raised", "Breach to the alert's own raisedAt", _times.LatencyToRaised(), null, null);
        AddLatencyResults("mail", "Breach to the mail server", _times.LatencyToMail(), 5_000, reached);
        _rows.Add(new("alerts_missing", "Breaches without an alert", _times.PublishedCount - _times.AlertCount, "alerts", 0));
        _rows.Add(new("mails_missing", "Breaches without a mail", _times.PublishedCount - _times.MailCount, "mails", 0));
    }

    private void AddLatencyResults(string name, string what, LatencyHistogram latency, double? target, string? note)
    {
        _rows.Add(new($"{name}_p50", $"{what} p50", latency.Percentile(0.5), "ms"));
        _rows.Add(new($"{name}_p95", $"{what} p95", latency.Percentile(0.95), "ms"));
        _rows.Add(new($"{name}_p99", $"{what} p99", latency.Percentile(0.99), "ms", target, Note: note));
    }

    private async Task MeasureBacktestAsync(ApiClient api, IPEndPoint broker, CancellationToken cancellationToken)
    {
        var minutes = (options.History + options.Connections - 1) / options.Connections;
        var to = time.GetUtcNow().AddMinutes(-1);

        // Connections progress independently and some send more than their share; 20 % more time keeps all events in the past.
        var from = to.AddMinutes(-minutes * 1.2);
        log($"Loading {options.History:N0} readings of {options.Connections} sensors, {minutes:N0} minutes");
        var farm = await CreateFarmAsync(api, 2, options.Connections, cancellationToken);
        using var generator = Connect(broker, farm);
        var plan = new LoadPlan
        { Duration = TimeSpan.FromMinutes(30), Messages = options.History, Devices = options.Connections, FirstEventTime = from };
        var loaded = await LoadAsync(generator, plan, false, cancellationToken);
        var rules = BenchRules.Backtest.Select(RuleJson.ToInput).ToList();
        var seconds = new List<double>();
        var evaluated = 0L;
        for (var run = 0; run < BacktestRuns; run++)
        {
            log($"Backtest of {rules.Count} rules, {run + 1} of {BacktestRuns}");
            var began = time.GetTimestamp();
            var data = await api.SendAsync(
                "mutation($farmId: Int!, $inputs: [AlertRuleInput!]!, $from: DateTime!, $to: DateTime!) { backtestAlertRules(farmId: $farmId, inputs: $inputs, from: $from, to: $to) { evaluated alertCount } }",
                new { farmId = farm.Id, inputs = rules, from = Time(from), to = Time(to.AddMinutes(1)) }, cancellationToken);
            seconds.Add(time.GetElapsedTime(began).TotalSeconds);
            // A 64-bit count may come as a number or as text.
            evaluated = data.GetProperty("backtestAlertRules").EnumerateArray()
                .Max(result => long.Parse(result.GetProperty("evaluated").ToString(), CultureInfo.InvariantCulture));
        }

        _rows.Add(
            new("backtest_seconds", $"{options.History:N0} readings by {rules.Count} rules", Median(seconds), "s", 5,
                Note: $"by run: {FormatAll(seconds)}"));
        _rows.Add(new("backtest_rate", "The same in readings", options.History / Median(seconds), "readings/s"));
        _rows.Add(
            new("backtest_missing", "Readings that no rule evaluated", loaded.Acknowledged - evaluated, "readings", 0,
                Note: $"{loaded.Acknowledged:N0} acknowledged"));
    }

    private async Task<BenchFarm> CreateFarmAsync(ApiClient api, int index, int devices, CancellationToken cancellationToken)
    {
        var farm = await BenchFarm.CreateAsync(api, options.Connections, time, cancellationToken, index);
        await farm.RegisterDevicesUpToAsync(devices, null, cancellationToken);
        return farm;
    }

    private LoadGenerator Connect(IPEndPoint broker, BenchFarm farm)
        => new(broker, farm.Credentials, new PublishTemplate(farm.Id), options.Window, time);

    private LoadPlan Plan(double rate, TimeSpan duration) => new() { Rate = rate, Duration = duration, Devices = options.Devices };

    private async Task<LoadResult> LoadAsync(LoadGenerator generator, LoadPlan plan, bool counts, CancellationToken cancellationToken)
    {
        var result =
            await Task.Factory.StartNew(
                () => generator.Run(plan, cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        _acknowledged += counts ? result.Acknowledged : 0;
        return result;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static string FormatAll(IEnumerable<double> values)
        => string.Join(", ", values.Select(value => value.ToString(value < 100 ? "0.0" : "N0", CultureInfo.InvariantCulture)));

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
