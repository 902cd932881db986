using System.CommandLine;
using SmartDairy.Cli.Api;
using SmartDairy.Cli.Output;

namespace SmartDairy.Cli.Rules;

internal static class LoadCommand
{
    private const string Description = """
        Creates the rules of a YAML file on a farm, or updates those that the farm has by name.

        Nothing is changed when anything in the file is wrong; every problem is told with line, column, rule and member. A rule that says the same already is
        left alone, so that loading a file again does nothing. What the server refuses is told for each rule, and the exit code is then 1.

        Examples:
          smartdairy rules load --defaults --farm 1
          smartdairy rules load my-rules.yaml --farm 1 --dry-run
          smartdairy rules load my-rules.yaml --farm 1 --replace
        """;

    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string?>("file") { Description = "The YAML file.", Arity = ArgumentArity.ZeroOrOne };
        var defaults = new Option<bool>("--defaults") { Description = "The rules that come with the product, instead of a file." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only tell what would change." };
        var replace = new Option<bool>("--replace") { Description = "Also delete the farm's rules that the file does not have." };
        var command = LongHelp.Describe(new Command("load") { file, defaults, dryRun, replace }, Description);
        var farm = new FarmOption(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(file) is null != result.GetValue(defaults))
            {
                result.AddError("Give a file or --defaults, and not both.");
            }
        });
        command.SetAction(async (parse, cancellation) =>
        {
            using var api = farm.Connect(parse);
            if (await RuleSource.ReadAsync(parse.GetValue(file), terminal, cancellation) is not { } rules)
            {
                return ExitCodes.Fault;
            }

            var there = new FarmRules(api, farm.Farm(parse));
            var changes = RuleChanges.Between(rules.Rules, await there.ListAsync(cancellation), parse.GetValue(replace));
            return await ApplyAsync(changes, there, parse.GetValue(dryRun), parse.GetValue(file) ?? RuleSource.DefaultsName, terminal, cancellation);
        });
        return command;
    }

    private static async Task<int> ApplyAsync(
        IReadOnlyList<RuleChange> changes, FarmRules there, bool dryRun, string file, Terminal terminal, CancellationToken cancellation)
    {
        var counts = new SortedDictionary<RuleChangeKind, int>();
        foreach (var change in changes)
        {
            var reason = change.Reason;
            try
            {
                if (!dryRun && reason is null)
                {
                    await ApplyAsync(change, there, cancellation);
                }
            }
            catch (ApiException error) when (error.ExitCode == ExitCodes.Fault)
            {
                reason = error.Message;
            }

            var kind = reason is null ? change.Kind : RuleChangeKind.Refused;
            counts[kind] = counts.GetValueOrDefault(kind) + 1;
            terminal.Print($"{Name(kind),-9}  {change.Rule.Name}");
            if (reason is not null)
            {
                terminal.Say($"{file}:{change.Line}: {change.Rule.Name}: {reason}");
            }
        }

        var sum = counts.Count == 0 ? "no rules" : string.Join(", ", counts.Select(count => $"{count.Value} {Name(count.Key)}"));
        terminal.Say(dryRun ? $"{sum}; nothing was changed" : sum);
        return counts.ContainsKey(RuleChangeKind.Refused) ? ExitCodes.Fault : ExitCodes.Success;
    }

    private static Task ApplyAsync(RuleChange change, FarmRules there, CancellationToken cancellation) => change.Kind switch
    {
        RuleChangeKind.Created => there.CreateAsync(change.Rule, cancellation),
        RuleChangeKind.Updated => there.UpdateAsync(change.Id!, change.Rule, cancellation),
        RuleChangeKind.Deleted => there.DeleteAsync(change.Id!, cancellation),
        _ => Task.CompletedTask,
    };

    private static string Name(RuleChangeKind kind) => kind.ToString().ToLowerInvariant();
}
