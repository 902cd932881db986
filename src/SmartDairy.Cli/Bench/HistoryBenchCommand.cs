using System.CommandLine;
using System.Text.Json;
using SmartDairy.Cli.Api;
using SmartDairy.Cli.Options;
using SmartDairy.Cli.Output;
using SmartDairy.Servers;
using Spectre.Console;

namespace SmartDairy.Cli.Bench;

internal static class HistoryBenchCommand
{
    /// <summary>Typical number of device actors that append concurrently; the store batches their rows.</summary>
    private const int PostgresWriters = 256;

    private const string Description = """
        Measures the store alone, without MQTT: the API's program measures and this command prints the result. Writers append
        environment readings of five metrics of 1,000 sensors, a few at a time as device actors do, and wait for their commit.

        With --postgres it starts PostgreSQL from the system's packages with scratch data, and compares the product's writer with a
        plain binary COPY of the same rows into the same table, emptied, in the same run.

        Examples:
          smartdairy bench history
          smartdairy bench history --postgres --rows 1000000
        """;

    public static Command Create(Terminal terminal)
    {
        var api = new Option<string?>("--api")
        { Description = "SmartDairy.Api.dll. Default: the build found here or above.", HelpName = "DLL" };
        var rows = new Option<int>("--rows")
        { Description = "Rows to store.", DefaultValueFactory = _ => HistoryBench.DefaultRows, HelpName = "N" };
        var json = CommonOptions.Json();
        rows.Within(1, int.MaxValue);
        var postgres = new Option<bool>("--postgres") { Description = "Measure the PostgreSQL store." };
        var writers = new Option<int?>("--writers")
        { Description = "Concurrent callers. Default: 64; with --postgres 256.", HelpName = "N" };
        var append = new Option<int?>("--append") { Description = "Rows a call. Default: 16.", HelpName = "N" };
        var lanes = new Option<int?>("--lanes") { Description = "With --postgres: connections that write. Default: 2.", HelpName = "N" };

        var command =
            ExtendedHelpAction.SetDescription(new Command("history") { api, rows, postgres, writers, append, lanes, json }, Description);
        command.SetAction(async (parse, cancellationToken) =>
        {
            var dll = ApiProcess.FindAssembly(parse.GetValue(api))
                ?? throw new ApiException(ExitCodes.Usage, "There is no built API here: run 'dotnet build -c Release api', or give --api.");
            var more = new List<string>();
            AddArgument(more, "--writers", parse.GetValue(writers) ?? (parse.GetValue(postgres) ? PostgresWriters : null));
            AddArgument(more, "--append", parse.GetValue(append));
            AddArgument(more, "--lanes", parse.GetValue(lanes));
            if (parse.GetValue(postgres))
            {
                terminal.WriteStatus("Starting PostgreSQL");
                await using var server = await PostgresServer.StartAsync();
                var measured =
                    await HistoryBench.RunAsync(
                        dll, parse.GetValue(rows), cancellationToken, [.. more, "--database", server.ConnectionString()]);
                return BenchReport.Print(Rows(measured), parse.GetValue(json), terminal);
            }

            var result = await HistoryBench.RunAsync(dll, parse.GetValue(rows), cancellationToken, [.. more]);
            if (parse.GetValue(json))
            {
                terminal.WriteJson(result);
                return ExitCodes.Success;
            }

            var table = new Table().Border(TableBorder.Rounded).AddColumns("figure", "value");
            foreach (var member in result.EnumerateObject())
            {
                table.AddRow(Markup.Escape(member.Name), Markup.Escape(member.Value.ToString()));
            }

            terminal.WriteTable(table);
            return ExitCodes.Success;
        });
        return command;
    }

    private static void AddArgument(List<string> arguments, string name, int? value)
    {
        if (value is { } number)
        {
            arguments.AddRange([name, number.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        }
    }

    private static IReadOnlyList<BenchResult> Rows(JsonElement measured)
    {
        double Number(string name) => measured.GetProperty(name).GetDouble();
        var load =
            $"{measured.GetProperty("kind").GetString()}; {Number("writers"):F0} callers, {Number("rowsAnAppend"):F0} rows a call, {Number("lanes"):F0} connections, {Number("rowsPerCommit"):F0} rows a commit";
        return
        [
            new("readings", "Stored, unique key on", Number("readingsPerSecond"), "readings/s", 400_000, true, load),
            new("rows", "The same in rows of five readings", Number("rowsPerSecond"), "rows/s"),
            new("copy", "A plain binary COPY of the same rows", Number("copyRowsPerSecond"), "rows/s"),
            new("ratio", "Ours against COPY", 100 * Number("ratio"), "%", 60, true),
        ];
    }
}
