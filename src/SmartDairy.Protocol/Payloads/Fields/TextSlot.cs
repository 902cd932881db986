namespace SmartDairy.Protocol.Payloads.Fields;

/// <summary>Where a decoded text waits for its reading.</summary>
internal enum TextSlot : byte
{
    FirmwareVersion,
    AnimalId,
    SessionId,
    TagEpc,
    Position,
    FertilityStatus,
    Direction,
    GateId,
    AreaId,
    Status,
    Message,
    CommandId,
    CommandState,
    Result,
    Configuration,
    Count,
}
