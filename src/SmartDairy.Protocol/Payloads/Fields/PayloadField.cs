namespace SmartDairy.Protocol.Payloads.Fields;

/// <summary>A known member of a message.</summary>
/// <param name="Slot">Where its value goes, by the enum its kind names.</param>
/// <param name="Group">The members of a <see cref="PayloadFieldKind.Group"/>; else null.</param>
internal sealed record PayloadField(string Name, PayloadFieldKind Kind, int Slot = 0, PayloadFieldTable? Group = null);
