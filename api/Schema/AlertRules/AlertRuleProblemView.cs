using GraphQL;

namespace SmartDairy.Api.Schema.AlertRules;

/// <summary>One thing that is wrong with a rule.</summary>
[Name("AlertRuleProblem")]
public sealed record AlertRuleProblemView(string Path, int? Position, string Sentence)
{
    /// <summary>Which member, such as conditions[1].field, where or actions[0].channels.</summary>
    public string Path { get; } = Path;

    /// <summary>Of the character in that text, from 1; null when the whole member is meant.</summary>
    public int? Position { get; } = Position;

    /// <summary>What is wrong, what is allowed, and the nearest name.</summary>
    public string Sentence { get; } = Sentence;
}
