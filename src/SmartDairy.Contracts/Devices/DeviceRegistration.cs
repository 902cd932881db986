namespace SmartDairy.Contracts.Devices;

/// <summary>
/// What a device is and where it sits. Where it sits decides its topics: barn, zone and its own id for a sensor, animal for a collar,
/// parlor and stall for a milk meter, gate or area for a reader; a gateway has only its own status topic.
/// </summary>
[GenerateSerializer, Immutable, Alias("device-registration")]
public sealed record DeviceRegistration
{
    /// <summary>Unique over all farms; see <see cref="Identifier"/>.</summary>
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required int FarmId { get; init; }

    [Id(2)] public required DeviceType Type { get; init; }

    [Id(3)] public int? BarnId { get; init; }

    [Id(4)] public int? ZoneId { get; init; }

    [Id(5)] public string? AnimalId { get; init; }

    [Id(6)] public int? ParlorId { get; init; }

    [Id(7)] public int? StallId { get; init; }

    [Id(8)] public string? GateId { get; init; }

    [Id(9)] public string? AreaId { get; init; }

    /// <summary>The gateway this device speaks through; null when it connects by itself.</summary>
    [Id(10)] public string? GatewayId { get; init; }

    /// <summary>Up to 200 characters for people to read; null when it has none.</summary>
    [Id(11)] public string? Name { get; init; }

    /// <summary>
    /// The topic levels that are this device's alone, without a trailing slash and unique over all devices, e.g.
    /// <c>dairy/farm/1/barn/1/zone/2/sensor/ENV-1</c> or <c>dairy/farm/1/animal/COW-7</c>.
    /// </summary>
    [Id(12)] public required string TopicPrefix { get; init; }

    [Id(13)] public bool Enabled { get; init; } = true;
}
