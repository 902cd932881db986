namespace SmartDairy.Rules;

/// <summary>One thing that is wrong with a rule.</summary>
/// <param name="Path">Which member, e.g. <c>conditions[1].field</c>, <c>where</c>, <c>actions[0].channels</c>.</param>
/// <param name="Position">1-based, of the character in that text; null when the whole member is meant.</param>
/// <param name="Message">What is wrong and what is allowed.</param>
public sealed record RuleProblem(string Path, int? Position, string Message)
{
    /// <summary>For people: <c>where, character 15: The end is no value; …</c></summary>
    public override string ToString() => Position is { } position ? FormattableString.Invariant($"{Path}, character {position}: {Message}") : $"{Path}: {Message}";
}
