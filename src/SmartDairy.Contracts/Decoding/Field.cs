namespace SmartDairy.Contracts.Decoding;

/// <summary>A known member of a message.</summary>
/// <param name="Slot">Where its value goes, by the enum its kind names.</param>
/// <param name="Group">The members of a <see cref="FieldKind.Group"/>; else null.</param>
internal sealed record Field(string Name, FieldKind Kind, int Slot = 0, FieldTable? Group = null);
