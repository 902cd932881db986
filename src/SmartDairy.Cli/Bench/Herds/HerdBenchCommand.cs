using System.CommandLine;
using SmartDairy.Cli.Options;
using SmartDairy.Cli.Output;

namespace SmartDairy.Cli.Bench.Herds;

internal static class HerdBenchCommand
{
    private const string Description = """
        Measures the cost of processing a herd's collar messages, without MQTT and store.

        Messages go through the server's decoder, folds and detectors. Every collar sends one message a minute. Before that, the
        detectors learn from some days of hourly messages. Generating the messages is not measured. The farm is split over the cores, as
        the server splits it over its actors.

        Examples:
          smartdairy bench herd
          smartdairy bench herd --cows 1000 --learn 30 --hours 24
        """;

    public static Command Create(Terminal terminal)
    {
        var cows = Number("--cows", 10_000, 10, 60_000, "Cows, each with a collar.");
        var learn = Number("--learn", 10, 0, 60, "Learning days before the measurement, with a message an hour.");
        var hours = Number("--hours", 3, 1, 240, "Measured hours, with a message a minute.");
        var cores = Number("--cores", 2, 1, 64, "Parts of the farm processed in parallel.");
        var json = CommonOptions.Json();
        var command = ExtendedHelpAction.SetDescription(new Command("herd") { cows, learn, hours, cores, json }, Description);
        command.SetAction((parse, cancellationToken) =>
        {
            var bench = new HerdBench(parse.GetValue(cows), parse.GetValue(learn), parse.GetValue(hours), parse.GetValue(cores));
            var rows = bench.Run(terminal, cancellationToken);
            return Task.FromResult(BenchReport.Print(rows, parse.GetValue(json), terminal));
        });
        return command;
    }

    private static Option<int> Number(string name, int fallback, int min, int max, string description) =>
        new Option<int>(name) { Description = description, DefaultValueFactory = _ => fallback, HelpName = "N" }.Within(min, max);
}
