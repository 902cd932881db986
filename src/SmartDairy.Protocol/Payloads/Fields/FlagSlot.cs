namespace SmartDairy.Protocol.Payloads.Fields;

/// <summary>Where a decoded true or false waits for its reading.</summary>
internal enum FlagSlot : byte
{
    HealthAlert,
    BloodDetected,
    ConductivityAlert,
    TemperatureAlert,
    IncompleteMilking,
}
