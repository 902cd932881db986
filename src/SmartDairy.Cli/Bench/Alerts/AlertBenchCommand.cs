using System.CommandLine;
using System.CommandLine.Parsing;
using SmartDairy.Cli.Load;
using SmartDairy.Cli.Options;
using SmartDairy.Cli.Output;

namespace SmartDairy.Cli.Bench.Alerts;

internal static class AlertBenchCommand
{
    private const string Description = """
        Measures alerts end to end on this machine, each figure beside its target.

        It starts the API on free ports with a scratch data directory and no demo farm, and a mail server that discards mails. Phases:
        throughput (as fast as messages are acknowledged, alternating a farm with rules and one without), latency (breaches under a
        steady load, to the stored alert at a subscriber and to the mail server), backtest (ten rules over a farm's history).

        Examples:
          smartdairy bench alerts
          smartdairy bench alerts --only latency --seconds 30 --rate 5000 --rules 200
          smartdairy bench alerts --only backtest --history 1000000 --json
        """;

    private const int Connections = 200;
    private const int History = 1_000_000;

    public static Command Create(Terminal terminal, TimeProvider time)
    {
        var api = new Option<string?>("--api")
        { Description = "SmartDairy.Api.dll to start. Default: the build found here or above.", HelpName = "DLL" };
        var seconds = Number("--seconds", 60, 2, 3_600, "Length of the latency phase; each part of the throughput phase takes a sixth.");
        var rate = Number("--rate", 5_000, 1, 100_000, "Messages a second in the latency phase.");
        var rules = Number("--rules", 200, 3, 2_000, "Rules on the farm.");
        var devices = Number("--devices", 1_000, 2, PublishTemplate.MaxDevices, "Devices that send.");
        var connections = Number("--connections", Connections, 1, 5_000, "Gateways, each with a connection, that carry the devices.");
        var window = Number("--window", 16, 1, 1_000, "Unacknowledged publishes of a connection.");
        var rounds = Number("--rounds", 3, 1, 50, "Rounds of the throughput phase.");
        var history = Number("--history", History, 1_000, 10_000_000, "Historical readings of the backtest phase.");
        var json = CommonOptions.Json();
        var only = new Option<string[]>("--only")
        {
            Description = $"Only these phases, of {string.Join(", ", AlertBench.Phases)}.",
            HelpName = "PHASE,…",
            CustomParser = argument =>
                [.. argument.Tokens.SelectMany(
                    token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
        };
        only.Validators.Add(result =>
        {
            foreach (var phase in (result.GetValueOrDefault<string[]>() ?? []).Except(AlertBench.Phases))
            {
                result.AddError($"There is no phase '{phase}'; there are {string.Join(", ", AlertBench.Phases)}.");
            }
        });
        var command =
            ExtendedHelpAction.SetDescription(new Command("alerts")
            { api, seconds, rate, rules, devices, connections, window, rounds, history, only, json }, Description);
        command.Validators.Add(result =>
        {
            // One reading a minute, within the maximum age of readings.
            if (ValueOrDefault(result, history, History) / (double)ValueOrDefault(result, connections, Connections) > 29 * 24 * 60)
            {
                result.AddError(
                    "--history takes more than 29 days at one reading a minute per connection: give fewer readings or more --connections.");
            }
        });
        command.SetAction(async (parse, cancellationToken) =>
        {
            var options = new AlertBenchOptions
            {
                ApiPath = parse.GetValue(api),
                Seconds = parse.GetValue(seconds),
                Rate = parse.GetValue(rate),
                Rules = parse.GetValue(rules),
                Devices = parse.GetValue(devices),
                Connections = parse.GetValue(connections),
                Window = parse.GetValue(window),
                Rounds = parse.GetValue(rounds),
                History = parse.GetValue(history),
                Phases = parse.GetValue(only) ?? [],
            };
            var rows = await new AlertBench(options, time, terminal.WriteStatus).RunAsync(cancellationToken);
            return BenchReport.Print(rows, parse.GetValue(json), terminal);
        });
        return command;
    }

    /// <summary>The value of an option, or its default: command validators do not see defaults.</summary>
    private static int ValueOrDefault(CommandResult result, Option<int> option, int fallback) =>
        result.GetResult(option) is { Tokens.Count: > 0 } ? result.GetValue(option) : fallback;

    private static Option<int> Number(string name, int fallback, int min, int max, string description) =>
        new Option<int>(name) { Description = description, DefaultValueFactory = _ => fallback, HelpName = "N" }.Within(min, max);
}
