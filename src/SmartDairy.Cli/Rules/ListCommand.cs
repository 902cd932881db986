using System.CommandLine;
using SmartDairy.Cli.Options;
using SmartDairy.Cli.Output;
using SmartDairy.Rules.Yaml;
using Spectre.Console;

namespace SmartDairy.Cli.Rules;

internal static class ListCommand
{
    public static Command Create(Terminal terminal)
    {
        var json = CommonOptions.Json();
        var command = new Command("list", "The rules of a farm, by name.") { json };
        var farm = new FarmCommandOptions(command);
        command.SetAction(async (parse, cancellationToken) =>
        {
            using var api = farm.CreateClient(parse);
            var rules = await new FarmRuleClient(api, farm.GetFarmId(parse)).ListAsync(cancellationToken);
            if (parse.GetValue(json))
            {
                terminal.WriteJson(rules.Select(rule => new { rule.Id, rule.Version, Rule = RuleJson.ToInput(rule.Rule) }));
                return ExitCodes.Success;
            }

            var table = new Table().Border(TableBorder.Rounded).AddColumns("rule", "priority", "raises an alert when", "", "version", "id");
            foreach (var rule in rules)
            {
                table.AddRow(
                    Markup.Escape(rule.Rule.Name), RuleSummary.Priority(rule.Rule), Markup.Escape(RuleSummary.Condition(rule.Rule)),
                    rule.Rule.Enabled ? "" : "off", $"{rule.Version}", Markup.Escape(rule.Id));
            }

            terminal.WriteTable(table);
            return ExitCodes.Success;
        });
        return command;
    }
}
