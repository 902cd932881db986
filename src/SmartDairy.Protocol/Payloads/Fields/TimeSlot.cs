namespace SmartDairy.Protocol.Payloads.Fields;

/// <summary>Decoded times of an item other than its timestamp.</summary>
internal enum TimeSlot : byte
{
    StartedAt,
    EndedAt,
}
