using System.CommandLine;
using SmartDairy.Cli.Api;
using SmartDairy.Cli.Options;
using SmartDairy.Cli.Output;
using SmartDairy.Rules.Yaml;

namespace SmartDairy.Cli.Rules;

internal static class ShowCommand
{
    private const string Description = """
        Shows one rule as YAML, with the source of its figures.

        The server does not store sources: the source is shown when the rule has the name of a default rule.

        Examples:
          smartdairy rules show "Heat stress" --farm 1
          smartdairy rules show "Heat stress" --defaults
        """;

    public static Command Create(Terminal terminal)
    {
        var rule = new Argument<string>("rule") { Description = "Id or name of the rule.", HelpName = "ID|NAME" };
        var defaults = new Option<bool>("--defaults") { Description = "Show a default rule of the product instead of a farm's rule." };
        var command = ExtendedHelpAction.SetDescription(new Command("show") { rule, defaults }, Description);
        var farm = new FarmCommandOptions(command, required: false);
        command.SetAction(async (parse, cancellationToken) =>
        {
            var name = parse.GetValue(rule)!;
            var known = RuleFile.LoadDefaults().Rules;
            if (parse.GetValue(defaults))
            {
                Show(Find(known, name)
                    ?? throw new ApiException(ExitCodes.Failed,
                        $"There is no default rule '{name}'; there are {string.Join(", ", known.Select(entry => entry.Rule.Name))}."));
                return ExitCodes.Success;
            }

            var number = farm.GetFarmId(parse);
            using var api = farm.CreateClient(parse);
            var found = await new FarmRuleClient(api, number).FindAsync(name, cancellationToken);
            terminal.WriteStatus($"{found.Id}, version {found.Version}");
            Show(new RuleFileEntry(found.Rule, Find(known, found.Rule.Name)?.FigureSource, 1));
            return ExitCodes.Success;
        });
        return command;

        void Show(RuleFileEntry entry)
        {
            if (entry.FigureSource is { } source)
            {
                terminal.Output.WriteLine($"# Source: {source.Trim()}");
            }

            terminal.Output.Write(RuleFile.Format([entry.Rule]));
        }
    }

    private static RuleFileEntry? Find(IReadOnlyList<RuleFileEntry> rules, string name) =>
        rules.FirstOrDefault(entry => string.Equals(entry.Rule.Name, name, StringComparison.OrdinalIgnoreCase));
}
