using System.Text.Json.Nodes;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Rules.Validation;

namespace SmartDairy.Rules.Yaml;

/// <summary>
/// Rules as YAML: a list under <c>rules</c>, each with the members of AlertRuleInput and, for the reader, <c>source</c>. Up to 1 MiB and 2,000 rules.
/// </summary>
/// <param name="Rules">Those that are right, in the file's order.</param>
/// <param name="Problems">Everything that is wrong, by line; empty when the file can be loaded.</param>
public sealed record RuleFile(IReadOnlyList<RuleFileEntry> Rules, IReadOnlyList<RuleFileProblem> Problems)
{
    /// <summary>The name of the embedded default rules.</summary>
    public const string DefaultsResourceName = "SmartDairy.Rules.dairy-defaults.yaml";

    private const int MaxLength = 1 << 20;
    private const int MaxRules = 2_000;

    /// <summary>Reads a file. Nothing here throws for what the file says: it becomes problems.</summary>
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
            return new([], [new(1, 1, null, null, "The file has no list 'rules'.")]);
        }

        var problems = new List<RuleFileProblem>();
        foreach (var (key, _) in root.Where(member => member.Key != "rules"))
        {
            problems.Add(tree.CreateProblem(key, null, null, RuleMemberNames.DescribeUnknown(key, ["rules"])));
        }

        if (list.Count > MaxRules)
        {
            problems.Add(tree.CreateProblem("rules", null, null, $"There are {list.Count} rules; a farm has at most {MaxRules}."));
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

    /// <summary>The rules as YAML that <see cref="Parse"/> gives back as they are; what has its default is left out.</summary>
    public static string Format(IEnumerable<RuleDefinition> rules) =>
        YamlWriter.Write(new JsonObject { ["rules"] = new JsonArray([.. rules.Select(RuleJson.Write)]) });

    /// <summary>The rules that come with the product.</summary>
    public static RuleFile LoadDefaults()
    {
        using var stream = typeof(RuleFile).Assembly.GetManifestResourceStream(DefaultsResourceName)!;
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }

    private static RuleFileEntry? ParseRule(YamlSyntaxTree tree, JsonNode? node, int index, Dictionary<string, int> names, List<RuleFileProblem> problems)
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
            found.Add(new("name", null, $"There is another rule of this name in line {names[name]}."));
        }

        problems.AddRange(found.Select(problem => tree.CreateProblem(path, name, problem)));
        return found.Count == 0 && rule is not null ? new(rule, RuleJson.ReadSource(node), line) : null;
    }
}
