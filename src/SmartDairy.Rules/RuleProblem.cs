namespace SmartDairy.Rules;

/// <summary>A problem of a rule.</summary>
/// <param name="Path">The member, e.g. <c>conditions[1].field</c>, <c>where</c> or <c>actions[0].channels</c>.</param>
/// <param name="Position">1-based position of the character in the text; null when the problem concerns the whole member.</param>
/// <param name="Message">What is wrong and what is allowed.</param>
public sealed record RuleProblem(string Path, int? Position, string Message)
{
    /// <summary>Human-readable form, e.g. <c>where, character 15: Found the end, expected a number, …</c></summary>
    public override string ToString()
        => Position is { } position ? FormattableString.Invariant($"{Path}, character {position}: {Message}") : $"{Path}: {Message}";
}
