using System.CommandLine;
using SmartDairy.Cli.Api;
using SmartDairy.Cli.Load;
using SmartDairy.Cli.Options;
using SmartDairy.Cli.Output;

namespace SmartDairy.Cli.Bench;

internal static class IngestBenchCommand
{
    private const string Description = """
        Measures ingestion end to end on this machine, each figure beside its target.

        Without --url it starts the API on free ports with a scratch data directory and no demo farm. Messages are environment messages
        of five metrics at QoS 1 over MQTT 5. Phases: throughput (closed loop), latency (10,000 msg/s), push and queries (while 5,000
        msg/s come in), devices (memory and rate with many), reference (the broker and the store without the rest). In the end the
        farm's ledger must contain every acknowledged message exactly once.

        Examples:
          smartdairy bench ingest
          smartdairy bench ingest --only throughput,latency --seconds 20
          smartdairy bench ingest --url http://localhost:8080 --key KEY --pid 4711 --json
        """;

    public static Command Create(Terminal terminal, TimeProvider time)
    {
        var url = CommonOptions.Url("A running API. Default: start one.");
        var key = CommonOptions.Key();
        var mqtt = CommonOptions.Mqtt();
        var json = CommonOptions.Json();
        var api = new Option<string?>("--api")
        { Description = "SmartDairy.Api.dll to start. Default: the build found here or above.", HelpName = "DLL" };
        var pid = new Option<int?>("--pid")
        { Description = "Process id of the API at --url, to read its memory and CPU.", HelpName = "PID" };
        var devices = Number("--devices", 1_000, 1, PublishTemplate.MaxDevices, "Devices that send.");
        var many = Number("--many", 50_000, 1, PublishTemplate.MaxDevices, "Devices of the devices phase.");
        var connections = Number("--connections", 200, 1, 5_000, "Gateways, each with a connection, that carry the devices.");
        var window = Number("--window", 16, 1, 1_000, "Unacknowledged publishes of a connection.");
        var seconds = Number("--seconds", 60, 2, 3_600, "Length of the throughput phase; the others take half.");
        var clients = Number("--clients", 20, 1, 1_000, "Concurrent querying clients.");
        var think = Number("--think", 100, 0, 60_000, "Pause of a client before its next query, milliseconds.");
        var watch = Number("--watch", 20, 0, PublishTemplate.MaxDevices, "Devices of the subscription; 0 for the whole farm.");
        var only = new Option<string[]>("--only")
        {
            Description = $"Only these phases, of {string.Join(", ", IngestBench.Phases)}.",
            HelpName = "PHASE,…",
            CustomParser = argument =>
                [.. argument.Tokens.SelectMany(
                    token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
        };
        only.Validators.Add(result =>
        {
            foreach (var phase in (result.GetValueOrDefault<string[]>() ?? []).Except(IngestBench.Phases))
            {
                result.AddError($"There is no phase '{phase}'; there are {string.Join(", ", IngestBench.Phases)}.");
            }
        });

        var command =
            ExtendedHelpAction.SetDescription(new Command("ingest")
            { url, key, mqtt, api, pid, devices, many, connections, window, seconds, clients, think, watch, only, json }, Description);
        command.SetAction(async (parse, cancellationToken) =>
        {
            var options = new IngestBenchOptions
            {
                Url = parse.GetValue(url) is { } given ? CommonOptions.ParseUrl(given) : null,
                Key = CommonOptions.ResolveKey(parse.GetValue(key)),
                Mqtt = parse.GetValue(mqtt),
                ApiPath = parse.GetValue(api),
                ProcessId = parse.GetValue(pid),
                Devices = parse.GetValue(devices),
                ManyDevices = parse.GetValue(many),
                Connections = parse.GetValue(connections),
                Window = parse.GetValue(window),
                Seconds = parse.GetValue(seconds),
                Clients = parse.GetValue(clients),
                ThinkMilliseconds = parse.GetValue(think),
                WatchedDevices = parse.GetValue(watch),
                Phases = parse.GetValue(only) ?? [],
                Json = parse.GetValue(json),
            };
            if (options.Url is not null && options.Key is null)
            {
                throw new ApiException(
                    ExitCodes.Usage, $"A running API needs its --key, or the environment variable {CommonOptions.KeyVariable}.");
            }

            var rows = await new IngestBench(options, time, terminal.WriteStatus).RunAsync(cancellationToken);
            return BenchReport.Print(rows, options.Json, terminal);
        });
        return command;
    }

    private static Option<int> Number(string name, int fallback, int min, int max, string description) =>
        new Option<int>(name) { Description = description, DefaultValueFactory = _ => fallback, HelpName = "N" }.Within(min, max);
}
