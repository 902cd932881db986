namespace SmartDairy.Protocol.Payloads.Fields;

/// <summary>Where a decoded time, other than the message's own, waits for its reading.</summary>
internal enum TimeSlot : byte
{
    StartedAt,
    EndedAt,
}
