using GraphQL;

namespace SmartDairy.Api.Schema.AlertRules;

/// <summary>One problem that keeps an alert rule from being saved.</summary>
[Name("AlertRuleProblem")]
public sealed record AlertRuleProblemView(string Path, int? Position, string Sentence)
{
    /// <summary>Member of the rule that has the problem, such as conditions[1].field, where or actions[0].channels.</summary>
    public string Path { get; } = Path;

    /// <summary>Position of the offending character in the member's text, from 1; null when the whole member is meant.</summary>
    public int? Position { get; } = Position;

    /// <summary>Explanation of the problem: the fault, the allowed values and the nearest valid name.</summary>
    public string Sentence { get; } = Sentence;
}
