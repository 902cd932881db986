namespace SmartDairy.Contracts.Devices;

/// <summary>
/// The registration of a device. The location determines the device's topics: barn, zone and device id for a sensor, animal for a collar,
/// parlor and stall for a milk meter, gate or area for an RFID reader; a gateway has only a status topic.
/// </summary>
[GenerateSerializer, Immutable, Alias("device-registration")]
public sealed record DeviceRegistration
{
    /// <summary>Unique across farms; see <see cref="Identifier"/>.</summary>
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

    /// <summary>The gateway that publishes for the device; null when the device connects directly.</summary>
    [Id(10)] public string? GatewayId { get; init; }

    /// <summary>Display name, at most 200 characters; null when it has none.</summary>
    [Id(11)] public string? Name { get; init; }

    /// <summary>
    /// The topic prefix reserved for this device, without a trailing slash and unique among all devices, e.g.
    /// <c>dairy/farm/1/barn/1/zone/2/sensor/ENV-1</c> or <c>dairy/farm/1/animal/COW-7</c>.
    /// </summary>
    [Id(12)] public required string TopicPrefix { get; init; }

    [Id(13)] public bool Enabled { get; init; } = true;
}
