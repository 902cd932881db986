namespace SmartDairy.Rules.Language;

/// <summary>True or false.</summary>
public sealed record BooleanLiteral(bool Value) : Literal;
