using System.CommandLine;
using SmartDairy.Cli.Api;
using SmartDairy.Cli.Options;
using SmartDairy.Cli.Output;

namespace SmartDairy.Cli.Rules;

internal static class LoadCommand
{
    private const string Description = """
        Creates the rules of a YAML file on a farm, or updates those that the farm has by name.

        Nothing is changed when anything in the file is wrong; every problem is printed with line, column, rule and member. Unchanged
        rules are skipped, so loading a file again does nothing. Rules that the server refuses are printed with the reason, and the exit
        code is then 1.

        Examples:
          smartdairy rules load --defaults --farm 1
          smartdairy rules load my-rules.yaml --farm 1 --dry-run
          smartdairy rules load my-rules.yaml --farm 1 --replace
        """;

    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string?>("file") { Description = "The YAML file.", Arity = ArgumentArity.ZeroOrOne };
        var defaults = new Option<bool>("--defaults") { Description = "The rules that come with the product, instead of a file." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only show what would change." };
        var replace = new Option<bool>("--replace") { Description = "Also delete the farm's rules that the file does not have." };
        var command = ExtendedHelpAction.SetDescription(new Command("load") { file, defaults, dryRun, replace }, Description);
        var farm = new FarmCommandOptions(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(file) is null != result.GetValue(defaults))
            {
                result.AddError("Give a file or --defaults, and not both.");
            }
        });
        command.SetAction(async (parse, cancellationToken) =>
        {
            using var api = farm.CreateClient(parse);
            if (await RuleFileLoader.LoadAsync(parse.GetValue(file), terminal, cancellationToken) is not { } rules)
            {
                return ExitCodes.Failed;
            }

            var farmRules = new FarmRuleClient(api, farm.GetFarmId(parse));
            var changes = RuleDiff.Compute(rules.Rules, await farmRules.ListAsync(cancellationToken), parse.GetValue(replace));
            return await ApplyAsync(changes, farmRules, parse.GetValue(dryRun), parse.GetValue(file)
                ?? RuleFileLoader.DefaultsName, terminal, cancellationToken);
        });
        return command;
    }

    private static async Task<int> ApplyAsync(
        IReadOnlyList<RuleChange> changes, FarmRuleClient farmRules, bool dryRun, string file, Terminal terminal,
        CancellationToken cancellationToken)
    {
        var counts = new SortedDictionary<RuleChangeKind, int>();
        foreach (var change in changes)
        {
            var reason = change.Reason;
            try
            {
                if (!dryRun && reason is null)
                {
                    await ApplyAsync(change, farmRules, cancellationToken);
                }
            }
            catch (ApiException error) when (error.ExitCode == ExitCodes.Failed)
            {
                reason = error.Message;
            }

            var kind = reason is null ? change.Kind : RuleChangeKind.Refused;
            counts[kind] = counts.GetValueOrDefault(kind) + 1;
            terminal.WriteResult($"{Name(kind),-9}  {change.Rule.Name}");
            if (reason is not null)
            {
                terminal.WriteStatus($"{file}:{change.Line}: {change.Rule.Name}: {reason}");
            }
        }

        var sum = counts.Count == 0 ? "no rules" : string.Join(", ", counts.Select(count => $"{count.Value} {Name(count.Key)}"));
        terminal.WriteStatus(dryRun ? $"{sum}; nothing was changed" : sum);
        return counts.ContainsKey(RuleChangeKind.Refused) ? ExitCodes.Failed : ExitCodes.Success;
    }

    private static Task ApplyAsync(RuleChange change, FarmRuleClient farmRules, CancellationToken cancellationToken) => change.Kind switch
    {
        RuleChangeKind.Created => farmRules.CreateAsync(change.Rule, cancellationToken),
        RuleChangeKind.Updated => farmRules.UpdateAsync(change.Id!, change.Rule, cancellationToken),
        RuleChangeKind.Deleted => farmRules.DeleteAsync(change.Id!, cancellationToken),
        _ => Task.CompletedTask,
    };

    private static string Name(RuleChangeKind kind) => kind.ToString().ToLowerInvariant();
}
