using System.CommandLine;
using SmartDairy.Cli.Options;
using SmartDairy.Cli.Output;
using SmartDairy.Rules.Yaml;

namespace SmartDairy.Cli.Rules;

internal static class ExportCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("export", "Prints a farm's rules as YAML; loading it again changes nothing.");
        var farm = new FarmCommandOptions(command);
        command.SetAction(async (parse, cancellationToken) =>
        {
            using var api = farm.CreateClient(parse);
            var rules = await new FarmRuleClient(api, farm.GetFarmId(parse)).ListAsync(cancellationToken);
            terminal.Output.Write(RuleFile.Format(rules.Select(rule => rule.Rule)));
            return ExitCodes.Success;
        });
        return command;
    }
}
