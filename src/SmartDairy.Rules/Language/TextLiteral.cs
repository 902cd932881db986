namespace SmartDairy.Rules.Language;

/// <summary>A text; comparisons are case-sensitive except CONTAINS.</summary>
public sealed record TextLiteral(string Value) : Literal;
