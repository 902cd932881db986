using System.CommandLine;
using SmartDairy.Cli.Output;
using SmartDairy.RuleFiles;
using Spectre.Console;

namespace SmartDairy.Cli.Rules;

internal static class ListCommand
{
    public static Command Create(Terminal terminal)
    {
        var json = ApiOptions.Json();
        var command = new Command("list", "The rules of a farm, by name.") { json };
        var farm = new FarmOption(command);
        command.SetAction(async (parse, cancellation) =>
        {
            using var api = farm.Connect(parse);
            var rules = await new FarmRules(api, farm.Farm(parse)).ListAsync(cancellation);
            if (parse.GetValue(json))
            {
                terminal.Json(rules.Select(rule => new { rule.Id, rule.Version, Rule = RuleJson.ToInput(rule.Rule) }));
                return ExitCodes.Success;
            }

            var table = new Table().Border(TableBorder.Rounded).AddColumns("rule", "priority", "raises an alert when", "", "version", "id");
            foreach (var rule in rules)
            {
                table.AddRow(
                    Markup.Escape(rule.Rule.Name), RuleSummary.Priority(rule.Rule), Markup.Escape(RuleSummary.Condition(rule.Rule)),
                    rule.Rule.Enabled ? "" : "off", $"{rule.Version}", Markup.Escape(rule.Id));
            }

            terminal.Table(table);
            return ExitCodes.Success;
        });
        return command;
    }
}
