namespace SmartDairy.Rules.Language;

/// <summary>A finite number.</summary>
public sealed record NumberLiteral(double Value) : Literal;
