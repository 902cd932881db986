using SmartDairy.Contracts.Devices;

namespace SmartDairy.Grains.Devices;

/// <summary>The presence of a device on the way to another silo.</summary>
[GenerateSerializer, Immutable, Alias("presence-memory")]
internal readonly record struct PresenceMigrationState(
    [property: Id(0)] long ConnectionId,
    [property: Id(1)] bool Connected,
    [property: Id(2)] bool Lost,
    [property: Id(3)] long LostAt,
    [property: Id(4)] long? LastSeen,
    [property: Id(5)] DeviceStatus? Reported,
    [property: Id(6)] long ReportedAt);
