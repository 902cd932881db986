namespace SmartDairy.Contracts.Alerts.Language;

/// <summary>True or false.</summary>
public sealed record FlagLiteral(bool Value) : Literal;
