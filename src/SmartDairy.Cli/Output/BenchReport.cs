using System.Globalization;
using SmartDairy.Cli.Bench;
using Spectre.Console;

namespace SmartDairy.Cli.Output;

/// <summary>Prints the results of a benchmark as a table or as JSON.</summary>
internal static class BenchReport
{
    /// <summary>Prints the rows and returns the exit code, <see cref="ExitCodes.Failed"/> when a target is missed.</summary>
    public static int Print(IReadOnlyList<BenchResult> rows, bool json, Terminal terminal)
    {
        if (json)
        {
            terminal.WriteJson(new
            {
                machine = new
                {
                    cores = Environment.ProcessorCount,
                    runtime = Environment.Version.ToString(),
                    system = Environment.OSVersion.ToString()
                },
                rows = rows.Select(row => new { row.Name, row.What, row.Value, row.Unit, row.Target, row.AtLeast, row.Passed, row.Note }),
            });
        }
        else
        {
            var table = new Table().Border(TableBorder.Rounded).AddColumns("figure", "value", "target", "", "note");
            foreach (var row in rows)
            {
                var value = row.Value is { } measured ? $"{Text(measured)} {row.Unit}" : "not measured";
                var target = row.Target is { } limit ? $"{(row.AtLeast ? "≥" : "≤")} {Text(limit)}" : "";
                var verdict = row.Passed switch { true => "[green]pass[/]", false => "[red]miss[/]", _ => "" };
                table.AddRow(Markup.Escape(row.What), Markup.Escape(value), target, verdict, Markup.Escape(row.Note ?? ""));
            }

            terminal.WriteTable(table);
        }

        return rows.Any(row => row.Passed == false) ? ExitCodes.Failed : ExitCodes.Success;
    }

    private static string Text(double value) =>
        value.ToString(Math.Abs(value) >= 100 || value == Math.Floor(value) ? "N0" : "N1", CultureInfo.InvariantCulture);
}
