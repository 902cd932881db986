namespace SmartDairy.Rules.Yaml;

/// <summary>A problem in a rule file.</summary>
/// <param name="Line">1-based.</param>
/// <param name="Column">1-based.</param>
/// <param name="Rule">Name of the rule, or e.g. <c>rule 3</c> when it has none; null when the problem concerns the whole file.</param>
/// <param name="Field">The member, e.g. <c>conditions[1].field</c>; null when the problem concerns the whole rule or file.</param>
/// <param name="Message">What is wrong and what is allowed.</param>
public sealed record RuleFileProblem(int Line, int Column, string? Rule, string? Field, string Message)
{
    /// <summary><c>12:5: Heat stress: where: tmp is not a field…</c></summary>
    public override string ToString()
        => $"{Line}:{Column}: {(Rule is null ? "" : Rule + ": ")}{(string.IsNullOrEmpty(Field) ? "" : Field + ": ")}{Message}";
}
