namespace SmartDairy.Contracts.Topics;

/// <summary>The kind of message a topic carries: the shapes of all topics.</summary>
public enum TopicKind
{
    /// <summary><c>dairy/farm/{f}/barn/{b}/zone/{z}/sensor/{id}/telemetry</c></summary>
    SensorTelemetry,

    /// <summary><c>dairy/farm/{f}/barn/{b}/zone/{z}/sensor/{id}/command</c>, to the device.</summary>
    SensorCommand,

    /// <summary><c>dairy/farm/{f}/barn/{b}/zone/{z}/sensor/{id}/config</c>, to the device.</summary>
    SensorConfig,

    /// <summary><c>dairy/farm/{f}/barn/{b}/zone/{z}/sensor/{id}/status</c></summary>
    SensorStatus,

    /// <summary><c>dairy/farm/{f}/animal/{id}/activity/telemetry</c></summary>
    ActivityTelemetry,

    /// <summary><c>dairy/farm/{f}/animal/{id}/activity/command</c>, to the collar.</summary>
    ActivityCommand,

    /// <summary><c>dairy/farm/{f}/animal/{id}/health/status</c></summary>
    HealthStatus,

    /// <summary><c>dairy/farm/{f}/animal/{id}/fertility/heat</c></summary>
    FertilityHeat,

    /// <summary><c>dairy/farm/{f}/milking/parlor/{p}/stall/{s}/session/start</c></summary>
    SessionStart,

    /// <summary><c>dairy/farm/{f}/milking/parlor/{p}/stall/{s}/session/data</c></summary>
    SessionData,

    /// <summary><c>dairy/farm/{f}/milking/parlor/{p}/stall/{s}/session/end</c></summary>
    SessionEnd,

    /// <summary><c>dairy/farm/{f}/milking/parlor/{p}/status</c></summary>
    ParlorStatus,

    /// <summary><c>dairy/farm/{f}/rfid/gate/{id}/tag/read</c></summary>
    GateTagRead,

    /// <summary><c>dairy/farm/{f}/rfid/area/{id}/presence</c></summary>
    AreaPresence,

    /// <summary><c>dairy/farm/{f}/rfid/animal/{id}/location</c></summary>
    AnimalLocation,

    /// <summary><c>system/farm/{f}/device/{id}/status</c></summary>
    DeviceStatus,

    /// <summary><c>dairy/farm/{f}/alert/{severity}/{category}</c>, from the system.</summary>
    Alert,

    /// <summary><c>dairy/farm/{f}/config/{type}/{target}</c>, from the system.</summary>
    FarmConfig,
}
