namespace SmartDairy.Rules.Language;

/// <summary>A text; compared by its characters, upper and lower case told apart except by CONTAINS.</summary>
public sealed record TextLiteral(string Value) : Literal;
