using System.CommandLine;
using SmartDairy.Cli.Api;
using SmartDairy.Cli.Output;
using SmartDairy.RuleFiles;

namespace SmartDairy.Cli.Rules;

internal static class ShowCommand
{
    private const string Description = """
        Shows one rule as YAML, and where its figures come from.

        The server does not keep where figures come from: it is told when the rule has the name of a default rule.

        Examples:
          smartdairy rules show "Heat stress" --farm 1
          smartdairy rules show "Heat stress" --defaults
        """;

    public static Command Create(Terminal terminal)
    {
        var rule = new Argument<string>("rule") { Description = "Its id or name.", HelpName = "ID|NAME" };
        var defaults = new Option<bool>("--defaults") { Description = "Of the rules that come with the product, instead of a farm's." };
        var command = LongHelp.Describe(new Command("show") { rule, defaults }, Description);
        var farm = new FarmOption(command, required: false);
        command.SetAction(async (parse, cancellation) =>
        {
            var name = parse.GetValue(rule)!;
            var known = RuleFile.Defaults().Rules;
            if (parse.GetValue(defaults))
            {
                Show(Find(known, name)
                    ?? throw new ApiException(ExitCodes.Fault, $"There is no default rule '{name}'; there are {string.Join(", ", known.Select(entry => entry.Rule.Name))}."));
                return ExitCodes.Success;
            }

            var number = farm.Farm(parse);
            using var api = farm.Connect(parse);
            var found = await new FarmRules(api, number).FindAsync(name, cancellation);
            terminal.Say($"{found.Id}, version {found.Version}");
            Show(new RuleEntry(found.Rule, Find(known, found.Rule.Name)?.Source, 1));
            return ExitCodes.Success;
        });
        return command;

        void Show(RuleEntry entry)
        {
            if (entry.Source is { } source)
            {
                terminal.Output.WriteLine($"# Source: {source.Trim()}");
            }

            terminal.Output.Write(RuleFile.Write([entry.Rule]));
        }
    }

    private static RuleEntry? Find(IReadOnlyList<RuleEntry> rules, string name) =>
        rules.FirstOrDefault(entry => string.Equals(entry.Rule.Name, name, StringComparison.OrdinalIgnoreCase));
}
