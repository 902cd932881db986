using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using SmartDairy.Cli.Api;
using SmartDairy.Cli.Options;
using SmartDairy.Cli.Output;
using Spectre.Console;

namespace SmartDairy.Cli.Rules;

internal static class BacktestCommand
{
    private const string Description = """
        Shows the alerts that rules would have raised over a farm's history, with the code that runs live. Raises nothing.

        A rule of a file is compared with the farm's rule of the same name: how many alerts more, how many fewer.

        Examples:
          smartdairy rules backtest --farm 1 --rule "Heat stress"
          smartdairy rules backtest --farm 1 --file my-rules.yaml --days 14
          smartdairy rules backtest --farm 1 --rule Ammonia --wanted-per-day 1
        """;

    private const int MaxRules = 50;
    private const int TopSources = 3;

    public static Command Create(Terminal terminal, TimeProvider time)
    {
        var rule = new Option<string?>("--rule") { Description = "A rule of the farm.", HelpName = "ID|NAME" };
        var file = new Option<string?>("--file") { Description = $"A YAML file of up to {MaxRules} rules.", HelpName = "FILE" };
        var days = new Option<double>("--days")
        { Description = "Days of history.", DefaultValueFactory = _ => 30, HelpName = "DAYS" }.Within(0.01, 400);
        var wanted = new Option<double?>("--wanted-per-day")
        { Description = "Suggest a threshold for this many alerts a day.", HelpName = "X" }.Within(0, 100_000);
        var json = CommonOptions.Json();
        var command = ExtendedHelpAction.SetDescription(new Command("backtest") { rule, file, days, wanted, json }, Description);
        var farm = new FarmCommandOptions(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(rule) is null == result.GetValue(file) is null)
            {
                result.AddError("Give --rule or --file, and not both.");
            }
        });
        command.SetAction(async (parse, cancellationToken) =>
        {
            using var api = farm.CreateClient(parse);
            var number = farm.GetFarmId(parse);
            var farmRules = new FarmRuleClient(api, number);
            List<BacktestCase> cases = [];
            if (parse.GetValue(rule) is { } name)
            {
                cases.Add(new((await farmRules.FindAsync(name, cancellationToken)).Rule, null));
            }
            else
            {
                if (await RuleFileLoader.LoadAsync(parse.GetValue(file), terminal, cancellationToken) is not { } rules)
                {
                    return ExitCodes.Failed;
                }

                if (rules.Rules.Count is 0 or > MaxRules)
                {
                    throw new ApiException(
                        ExitCodes.Usage, $"The file has {rules.Rules.Count} rules; 1 to {MaxRules} can be tried at once.");
                }

                var known = (await farmRules.ListAsync(cancellationToken)).ToLookup(testCase => testCase.Rule.Name, StringComparer.Ordinal);
                cases.AddRange(rules.Rules.Select(entry => new BacktestCase(entry.Rule, known[entry.Rule.Name].FirstOrDefault()?.Id)));
            }

            var to = time.GetUtcNow();
            var found = new List<JsonElement>();
            foreach (var testCase in cases)
            {
                terminal.ShowProgress($"{testCase.Rule.Name} ({found.Count + 1} of {cases.Count})");
                found.Add(
                    await testCase.RunAsync(api, number, to.AddDays(-parse.GetValue(days)), to, parse.GetValue(wanted), cancellationToken));
            }

            terminal.EndProgress();
            if (parse.GetValue(json))
            {
                terminal.WriteJson(cases.Zip(found, (testCase, result) => new { rule = testCase.Rule.Name, result }));
                return ExitCodes.Success;
            }

            Print(cases, found, terminal);
            return ExitCodes.Success;
        });
        return command;
    }

    private static void Print(IReadOnlyList<BacktestCase> cases, IReadOnlyList<JsonElement> found, Terminal terminal)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumns("rule", "evaluated", "alerts", "per day", "suppressed", "against the farm's", "most at", "suggestion");
        foreach (var (testCase, result) in cases.Zip(found))
        {
            table.AddRow(
                Markup.Escape(testCase.Rule.Name), Count(result, "evaluated"), Count(result, "alertCount"), result.GetProperty("perDay")
                .GetDouble().ToString("0.##", CultureInfo.InvariantCulture),
                Markup.Escape(FormatSuppressed(result)), FormatDifference(result), Markup.Escape(FormatTopSources(result)),
                Markup.Escape(Suggestion(result)));
        }

        terminal.WriteTable(table);
        foreach (var note in cases.Zip(found)
            .SelectMany(
                pair => pair.Second.GetProperty("notes").EnumerateArray().Select(note => $"{pair.First.Rule.Name}: {note.GetString()}")))
        {
            terminal.WriteStatus(note);
        }
    }

    // A 64-bit count may come as a number or as text.
    private static string Count(JsonElement result, string name) =>
        long.Parse(result.GetProperty(name).ToString(), CultureInfo.InvariantCulture).ToString("N0", CultureInfo.InvariantCulture);

    private static string FormatSuppressed(JsonElement result) => string.Join(", ", result.GetProperty("refusals").EnumerateArray()
        .Where(refusal => refusal.GetProperty("count").ToString() != "0")
        .Select(refusal => $"{Count(refusal, "count")} {refusal.GetProperty("reason").GetString()!.ToLowerInvariant()}"));

    private static string FormatDifference(JsonElement result) => result.GetProperty("added") is { ValueKind: JsonValueKind.Array } added
        ? $"+{added.GetArrayLength():N0} −{result.GetProperty("removed").GetArrayLength():N0}" : "";

    private static string FormatTopSources(JsonElement result) => string.Join(", ", result.GetProperty("alerts").EnumerateArray()
        .GroupBy(alert => alert.GetProperty("sourceId").GetString()!, StringComparer.Ordinal)
        .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
        .Take(TopSources).Select(group => $"{group.Key} ({group.Count():N0})"));

    private static string Suggestion(JsonElement result)
        => result.GetProperty("suggestion") is { ValueKind: JsonValueKind.Object } suggestion
        ? suggestion.GetProperty("threshold") is { ValueKind: JsonValueKind.Number } threshold
        && suggestion.GetProperty("perDay").ValueKind == JsonValueKind.Number
            ? $"{suggestion.GetProperty("field").GetString()} {threshold.GetDouble():0.###}: {suggestion.GetProperty("perDay").GetDouble():0.##} a day"
            : suggestion.GetProperty("reason").GetString()!
        : "";
}
