using System.Xml;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Rules.Language;

namespace SmartDairy.Cli.Rules;

/// <summary>Summary of a rule's condition in one line.</summary>
internal static class RuleSummary
{
    public static string Condition(RuleDefinition rule)
    {
        var condition = ConditionLanguage.Parse(rule.Conditions, "conditions", rule.Where, "where", [])?.ToString();
        var parts = new[]
        {
            condition is not null && rule.For is { } span ? $"{condition} for {XmlConvert.ToString(span)}" : condition,
            rule.NoDataAfter is { } silence ? $"no data for {XmlConvert.ToString(silence)}" : null,
        };
        return string.Join(" or ", parts.OfType<string>());
    }

    public static string Priority(RuleDefinition rule) =>
        string.Join(" → ", rule.Severity.Select(step => step.Priority).Prepend(rule.Priority).Distinct().OrderDescending()
        .Select(priority => priority.ToString().ToUpperInvariant()));
}
