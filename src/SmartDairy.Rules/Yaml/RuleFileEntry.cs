using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Rules.Yaml;

/// <summary>One rule of a file.</summary>
/// <param name="Rule">As it is to be saved.</param>
/// <param name="FigureSource">Where its figures come from; null when the file does not say. The server does not keep it.</param>
/// <param name="Line">Where it begins, 1-based.</param>
public sealed record RuleFileEntry(RuleDefinition Rule, string? FigureSource, int Line);
