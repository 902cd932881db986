namespace SmartDairy.Rules.Language;

/// <summary>A list of 1 to 200 numbers or texts.</summary>
public sealed record ListLiteral(IReadOnlyList<Literal> Values) : Literal;
