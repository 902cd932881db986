using System.CommandLine;
using SmartDairy.Cli.Output;
using SmartDairy.RuleFiles;

namespace SmartDairy.Cli.Rules;

internal static class ExportCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("export", "Prints a farm's rules as YAML; loading it again changes nothing.");
        var farm = new FarmOption(command);
        command.SetAction(async (parse, cancellation) =>
        {
            using var api = farm.Connect(parse);
            var rules = await new FarmRules(api, farm.Farm(parse)).ListAsync(cancellation);
            terminal.Output.Write(RuleFile.Write(rules.Select(rule => rule.Rule)));
            return ExitCodes.Success;
        });
        return command;
    }
}
