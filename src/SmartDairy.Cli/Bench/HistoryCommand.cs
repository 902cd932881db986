using System.CommandLine;
using SmartDairy.Cli.Api;
using SmartDairy.Cli.Output;
using Spectre.Console;

namespace SmartDairy.Cli.Bench;

internal static class HistoryCommand
{
    private const string Description = """
        Measures the store alone, without MQTT: the API's program does it and this prints what it found.

        Examples:
          smartdairy bench history
          smartdairy bench history --rows 2000000 --json
        """;

    public static Command Create(Terminal terminal)
    {
        var api = new Option<string?>("--api") { Description = "SmartDairy.Api.dll. Default: the build found here or above.", HelpName = "DLL" };
        var rows = new Option<int>("--rows") { Description = "Rows to store.", DefaultValueFactory = _ => HistoryBench.DefaultRows, HelpName = "N" };
        var json = ApiOptions.Json();
        rows.Within(1, int.MaxValue);

        var command = LongHelp.Describe(new Command("history") { api, rows, json }, Description);
        command.SetAction(async (parse, cancellation) =>
        {
            var dll = ApiProcess.Find(parse.GetValue(api))
                ?? throw new ApiException(ExitCodes.Usage, "There is no built API here: run 'dotnet build -c Release api', or give --api.");
            var result = await HistoryBench.RunAsync(dll, parse.GetValue(rows), cancellation);
            if (parse.GetValue(json))
            {
                terminal.Json(result);
                return ExitCodes.Success;
            }

            var table = new Table().Border(TableBorder.Rounded).AddColumns("figure", "value");
            foreach (var member in result.EnumerateObject())
            {
                table.AddRow(Markup.Escape(member.Name), Markup.Escape(member.Value.ToString()));
            }

            terminal.Table(table);
            return ExitCodes.Success;
        });
        return command;
    }
}
