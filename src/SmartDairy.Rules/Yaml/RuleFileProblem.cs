namespace SmartDairy.Rules.Yaml;

/// <summary>One thing that is wrong in a file of rules.</summary>
/// <param name="Line">1-based.</param>
/// <param name="Column">1-based.</param>
/// <param name="Rule">The rule's name, or <c>rule 3</c> when it has none; null when the file as a whole is meant.</param>
/// <param name="Field">Which member, e.g. <c>conditions[1].field</c>; null when the whole rule or file is meant.</param>
/// <param name="Message">What is wrong and what is allowed.</param>
public sealed record RuleFileProblem(int Line, int Column, string? Rule, string? Field, string Message)
{
    /// <summary><c>12:5: Heat stress: where: tmp is not a field…</c></summary>
    public override string ToString() => $"{Line}:{Column}: {(Rule is null ? "" : Rule + ": ")}{(string.IsNullOrEmpty(Field) ? "" : Field + ": ")}{Message}";
}
