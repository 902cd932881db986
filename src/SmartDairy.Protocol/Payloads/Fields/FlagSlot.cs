namespace SmartDairy.Protocol.Payloads.Fields;

/// <summary>Indexes of the decoded booleans of an item.</summary>
internal enum FlagSlot : byte
{
    HealthAlert,
    BloodDetected,
    ConductivityAlert,
    TemperatureAlert,
    IncompleteMilking,
}
