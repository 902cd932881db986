using System.CommandLine;
using System.Globalization;
using SmartDairy.Cli.Cluster;
using SmartDairy.Cli.Options;
using SmartDairy.Cli.Output;
using Spectre.Console;

namespace SmartDairy.Cli.FaultInjection;

internal static class FaultsCommand
{
    private const string Description = """
        Injects faults into the server shape under load and checks that no acknowledged message is lost.

        Faults are injected one after the other, and acknowledged messages are compared with stored rows: lost and dup must be 0.
        Senders resend unacknowledged messages, as devices should. "acked" counts the broker's acknowledgements to them. Needs
        PostgreSQL, Mosquitto and a built repository; disk-full needs root. The exit code is 1 when a message was lost or duplicated, or
        when the rows did not catch up.

        Examples:
          smartdairy faults
          smartdairy faults silo-killed --rounds 3
          smartdairy faults database-away --away 60 --rate 3000 --json
        """;

    public static Command Create(Terminal terminal, TimeProvider time)
    {
        var defaults = new FaultInjectionOptions();
        var names = new Argument<string[]>("fault")
        {
            Description = $"Faults to inject, of {string.Join(", ", FaultScenario.All.Select(fault => fault.Name))}. Default: all.",
            Arity = ArgumentArity.ZeroOrMore
        };
        names.Validators.Add(result =>
        {
            foreach (var name in (result.GetValueOrDefault<string[]>() ?? []).Except(FaultScenario.All.Select(fault => fault.Name)))
            {
                result.AddError(
                    $"There is no fault '{name}'; there are {string.Join(", ", FaultScenario.All.Select(fault => fault.Name))}.");
            }
        });
        var devices = Number("--devices", defaults.Devices, 1, 1_000, "Devices that send, each over its own connection.");
        var rate = Number("--rate", (int)defaults.Rate, 10, 20_000, "Messages a second over all devices.");
        var rounds = Number("--rounds", defaults.Rounds, 1, 1_000, "Times a silo is killed.");
        var away = Number("--away", (int)defaults.DatabaseDowntime.TotalSeconds, 1, 3_600, "Downtime of the database in seconds.");
        var seed = Number("--seed", defaults.Seed, 0, int.MaxValue, "Random seed for the silo to kill and the time.");
        var build = ClusterCommand.CreateBuildOption();
        var json = CommonOptions.Json();

        var command =
            ExtendedHelpAction.SetDescription(new Command("faults") { names, devices, rate, rounds, away, seed, build, json }, Description);
        command.SetAction(async (parse, cancellationToken) =>
        {
            var settings = new FaultInjectionOptions
            {
                Devices = parse.GetValue(devices),
                Rate = parse.GetValue(rate),
                Rounds = parse.GetValue(rounds),
                DatabaseDowntime = TimeSpan.FromSeconds(parse.GetValue(away)),
                Seed = parse.GetValue(seed),
                BuildDirectory = parse.GetValue(build),
            };
            var wanted = parse.GetValue(names) ?? [];
            var reports = new List<FaultResult>();
            foreach (var fault in FaultScenario.All.Where(fault => wanted.Length == 0 || wanted.Contains(fault.Name)))
            {
                reports.Add(await fault.RunAsync(settings, time, terminal.WriteStatus, cancellationToken));
                terminal.WriteStatus("  " + reports[^1]);
            }

            Print(terminal, reports, parse.GetValue(json));
            return reports.TrueForAll(report => report.IsWhole && report.RecoverySeconds is not null)
                ? ExitCodes.Success
                : ExitCodes.Failed;
        });
        return command;
    }

    private static void Print(Terminal terminal, List<FaultResult> reports, bool json)
    {
        if (json)
        {
            terminal.WriteJson(reports);
            return;
        }

        var table = new Table().Border(TableBorder.Rounded)
            .AddColumns("fault", "acked", "stored", "lost", "dup", "recovery_s", "rss_max_mib", "");
        foreach (var report in reports)
        {
            table.AddRow([.. ((string[])
            [
                report.Fault, Count(report.Acked), Count(report.Stored), Count(report.Lost), Count(report.Dup),
                report.RecoverySeconds?.ToString("F1", CultureInfo.InvariantCulture)
                ?? "never", report.RssMaxMiB.ToString("F0", CultureInfo.InvariantCulture), report.Note,
            ]).Select(Markup.Escape)]);
        }

        terminal.WriteTable(table);
    }

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static Option<int> Number(string name, int fallback, int min, int max, string description) =>
        new Option<int>(name) { Description = description, DefaultValueFactory = _ => fallback, HelpName = "N" }.Within(min, max);
}
