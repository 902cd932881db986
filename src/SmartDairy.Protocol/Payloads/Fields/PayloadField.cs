namespace SmartDairy.Protocol.Payloads.Fields;

/// <summary>A known member of a message.</summary>
/// <param name="Slot">Index of the value's destination; its meaning depends on <paramref name="Kind"/>.</param>
/// <param name="Group">The members of a <see cref="PayloadFieldKind.Group"/>; null for other kinds.</param>
internal sealed record PayloadField(string Name, PayloadFieldKind Kind, int Slot = 0, PayloadFieldTable? Group = null);
