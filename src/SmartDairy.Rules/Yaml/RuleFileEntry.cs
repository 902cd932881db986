using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Rules.Yaml;

/// <summary>One rule of a rule file.</summary>
/// <param name="Rule">The definition to save.</param>
/// <param name="FigureSource">Source of the rule's figures; null when the file gives none. Not stored by the server.</param>
/// <param name="Line">First line of the rule, 1-based.</param>
public sealed record RuleFileEntry(RuleDefinition Rule, string? FigureSource, int Line);
