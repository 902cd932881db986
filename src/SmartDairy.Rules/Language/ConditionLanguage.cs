using System.Text.Json;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Rules.Fields;

namespace SmartDairy.Rules.Language;

/// <summary>Parses conditions written by users. Never throws on invalid input; each error becomes a problem.</summary>
public static class ConditionLanguage
{
    public const int MaxTextLength = 4000;
    public const int MaxComparisons = 64;

    /// <summary>Parses a field or a function of a field; null when problems were added.</summary>
    public static FieldExpression? ParseField(string text, string path, List<RuleProblem> problems)
    {
        if (text.Length <= 500)
        {
            return new ConditionParser(path, text, problems).ParseWholeField();
        }

        problems.Add(new(path, null, "A field has at most 500 characters."));
        return null;
    }

    /// <summary>Parses a condition written as text; null when problems were added.</summary>
    public static ConditionTree? ParseWhere(string text, string path, List<RuleProblem> problems)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxTextLength)
        {
            problems.Add(
                new(path, null,
                    $"A condition must have 1 to {MaxTextLength} characters; leave the member out when there is no condition."));
            return null;
        }

        var tree = new ConditionParser(path, text, problems).ParseWhere();
        return tree is not null && ExceedsMaxComparisons(tree, path, problems) ? null : tree;
    }

    /// <summary>Parses a flat list in which AND binds tighter than OR; null when it is empty or problems were added.</summary>
    public static ConditionTree? ParseList(IReadOnlyList<RuleCondition> conditions, string path, List<RuleProblem> problems)
    {
        if (conditions.Count > MaxComparisons)
        {
            problems.Add(new(path, null, $"At most {MaxComparisons} conditions are allowed; found {conditions.Count}."));
            return null;
        }

        var before = problems.Count;
        var groups = new List<List<ConditionTree>>();
        for (var i = 0; i < conditions.Count; i++)
        {
            if (ParseCondition(conditions[i], $"{path}[{i}]", problems) is not { } comparison)
            {
                continue;
            }

            if (groups.Count == 0 || (i > 0 && conditions[i].Logic == ConditionLogic.Or))
            {
                groups.Add([]);
            }

            groups[^1].Add(comparison);
        }

        return problems.Count > before || groups.Count == 0 ? null : ConditionTree.Any(groups.Select(group => ConditionTree.All(group)));
    }

    /// <summary>Parses a list and a text, both of which must hold; null when there is neither or problems were added.</summary>
    public static ConditionTree? Parse(
        IReadOnlyList<RuleCondition>? list, string listPath, string? where, string wherePath, List<RuleProblem> problems)
    {
        var before = problems.Count;
        var first = list is null ? null : ParseList(list, listPath, problems);
        var second = where is null ? null : ParseWhere(where, wherePath, problems);
        if (problems.Count > before || (first ?? second) is null)
        {
            return null;
        }

        var tree = first is null ? second! : second is null ? first : ConditionTree.All(first, second);
        return ExceedsMaxComparisons(tree, wherePath, problems) ? null : tree;
    }

    private static Comparison? ParseCondition(RuleCondition condition, string path, List<RuleProblem> problems)
    {
        var field = ParseField(condition.Field ?? "", $"{path}.field", problems);
        if (!Enum.IsDefined(condition.Operator) || !Enum.IsDefined(condition.Logic))
        {
            problems.Add(new($"{path}.operator", null, "The operator or the logic is not known."));
            return null;
        }

        var value = ParseLiteral(condition.Value, $"{path}.value", problems);
        if (field is null || value is null)
        {
            return null;
        }

        if (OperandTypeValidator.Validate(field, condition.Operator, value) is not { } wrong)
        {
            return new(field, condition.Operator, OperandTypeValidator.Normalize(field, value));
        }

        problems.Add(new($"{path}.{(wrong.OfValue ? "value" : "operator")}", null, wrong.Sentence));
        return null;
    }

    private static Literal? ParseLiteral(string? json, string path, List<RuleProblem> problems)
    {
        if (json is { Length: <= 50_000 })
        {
            try
            {
                using var document = JsonDocument.Parse(json);
                if (ToLiteral(document.RootElement) is { } literal)
                {
                    return literal;
                }
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
            {
                // The problem is added below. An unpaired surrogate throws ArgumentException or InvalidOperationException.
            }
        }

        problems.Add(new(path, null, "A value must be a JSON number, text, true, false, or a list of numbers or texts."));
        return null;
    }

    private static Literal? ToLiteral(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number when element.TryGetDouble(out var number) && double.IsFinite(number) => new NumberLiteral(number),
        JsonValueKind.String => new TextLiteral(element.GetString()!),
        JsonValueKind.True or JsonValueKind.False => new BooleanLiteral(element.GetBoolean()),
        JsonValueKind.Array when element.EnumerateArray().All(item => item.ValueKind is JsonValueKind.Number or JsonValueKind.String)
            => element.EnumerateArray().Select(ToLiteral).ToArray() is var list && list.All(item => item is not null)
                ? new ListLiteral(list!)
                : null,
        _ => null,
    };

    private static bool ExceedsMaxComparisons(ConditionTree tree, string path, List<RuleProblem> problems)
    {
        var count = tree.Comparisons.Count();
        if (count > MaxComparisons)
        {
            problems.Add(new(path, null, $"At most {MaxComparisons} comparisons are allowed; found {count}."));
        }

        return count > MaxComparisons;
    }
}
