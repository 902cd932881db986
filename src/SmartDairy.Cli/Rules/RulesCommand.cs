using System.CommandLine;
using SmartDairy.Cli.Output;

namespace SmartDairy.Cli.Rules;

internal static class RulesCommand
{
    public static Command Create(Terminal terminal, TimeProvider time)
        => new("rules", "Load, show, export and try out the rules that raise alerts.")
    {
        LoadCommand.Create(terminal),
        ListCommand.Create(terminal),
        ShowCommand.Create(terminal),
        ExportCommand.Create(terminal),
        BacktestCommand.Create(terminal, time),
    };
}
