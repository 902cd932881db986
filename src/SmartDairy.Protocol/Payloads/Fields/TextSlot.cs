namespace SmartDairy.Protocol.Payloads.Fields;

/// <summary>Indexes of the decoded texts of an item.</summary>
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
