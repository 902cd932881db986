using System.Text.Json.Nodes;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Rules.Validation;

namespace SmartDairy.Rules.Yaml;

/// <summary>
/// Rules as YAML: a list under <c>rules</c>, each with the members of AlertRuleInput and, for human readers, <c>source</c>. At most
/// 1,048,576 characters and 2,000 rules.
/// </summary>
/// <param name="Rules">The valid rules, in the order of the file.</param>
/// <param name="Problems">All problems, ordered by line; empty when the file can be loaded.</param>
public sealed record RuleFile(IReadOnlyList<RuleFileEntry> Rules, IReadOnlyList<RuleFileProblem> Problems)
{
    /// <summary>Name of the embedded resource with the default rules.</summary>
    public const string DefaultsResourceName = "SmartDairy.Rules.dairy-defaults.yaml";

    private const int MaxLength = 1 << 20;
    private const int MaxRules = 2_000;

    /// <summary>Reads a file. Never throws on invalid content; each error becomes a problem.</summary>
    public static RuleFile Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxLength)
        {
            return new([], [new(1, 1, null, null, $"The file has {text.Length} characters; at most {MaxLength} are allowed.")]);
        }

        var tree = YamlSyntaxTree.Parse(text);
        if (tree.Problem is { } broken)
        {
            return new([], [broken]);
        }

        if (tree.Root is not JsonObject root || root["rules"] is not JsonArray list)
        {
            return new([], [new(1, 1, null, null, "The file must have a list 'rules'.")]);
        }

        var problems = new List<RuleFileProblem>();
        foreach (var (key, _) in root.Where(member => member.Key != "rules"))
        {
            problems.Add(tree.CreateProblem(key, null, null, RuleMemberNames.DescribeUnknown(key, ["rules"])));
        }

        if (list.Count > MaxRules)
        {
            problems.Add(
                tree.CreateProblem("rules", null, null, $"There are {list.Count} rules; at most {MaxRules} are allowed per farm."));
        }

        var rules = new List<RuleFileEntry>();
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < Math.Min(list.Count, MaxRules); i++)
        {
            if (ParseRule(tree, list[i], i, names, problems) is { } entry)
            {
                rules.Add(entry);
            }
        }

        return new(rules, [.. problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)]);
    }

    /// <summary>
    /// Formats rules as YAML that <see cref="Parse"/> reads back unchanged; members with their default value are left out.
    /// </summary>
    public static string Format(IEnumerable<RuleDefinition> rules) =>
        YamlWriter.Write(new JsonObject { ["rules"] = new JsonArray([.. rules.Select(RuleJson.Write)]) });

    /// <summary>The rules that come with the product.</summary>
    public static RuleFile LoadDefaults()
    {
        using var stream = typeof(RuleFile).Assembly.GetManifestResourceStream(DefaultsResourceName)!;
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }

    private static RuleFileEntry? ParseRule(
        YamlSyntaxTree tree, JsonNode? node, int index, Dictionary<string, int> names, List<RuleFileProblem> problems)
    {
        var path = $"rules[{index}]";
        var line = tree.FindPosition(path).Line;
        var found = new List<RuleProblem>();
        var rule = RuleJson.Read(node, found);
        var name = string.IsNullOrWhiteSpace(rule?.Name) ? $"rule {index + 1}" : rule.Name;
        if (rule is not null && found.Count == 0)
        {
            found.AddRange(RuleValidator.Validate(rule));
        }

        if (rule is not null && !names.TryAdd(name, line))
        {
            found.Add(new("name", null, $"Another rule on line {names[name]} has this name; rule names must be unique."));
        }

        problems.AddRange(found.Select(problem => tree.CreateProblem(path, name, problem)));
        return found.Count == 0 && rule is not null ? new(rule, RuleJson.ReadSource(node), line) : null;
    }
}
