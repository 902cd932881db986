using SmartDairy.Contracts;
using SmartDairy.Contracts.Devices;
using SmartDairy.GraphQL.Errors;
using SmartDairy.Protocol.Topics;

namespace SmartDairy.Api.Schema.Devices;

/// <summary>
/// A device to register. A sensor needs barnId and zoneId, a collar animalId, a meter parlorId and stallId, a reader gateId or areaId.
/// </summary>
public sealed class DeviceInput
{
    private const int MaxNameLength = 200;

    /// <summary>Id of the device, unique across all farms: 1 to 64 of A-Z a-z 0-9 _ -.</summary>
    [Id]
    public required string Id { get; init; }

    /// <summary>Type of the device, which decides the location it needs.</summary>
    public required DeviceType Type { get; init; }

    /// <summary>Number of the barn the device is in.</summary>
    public int? BarnId { get; init; }

    /// <summary>Number of the zone in the barn.</summary>
    public int? ZoneId { get; init; }

    /// <summary>Id of the animal that wears the device.</summary>
    [Id]
    public string? AnimalId { get; init; }

    /// <summary>Number of the milking parlor the meter is in.</summary>
    public int? ParlorId { get; init; }

    /// <summary>Number of the stall in the milking parlor.</summary>
    public int? StallId { get; init; }

    /// <summary>Id of the gate the reader watches.</summary>
    [Id]
    public string? GateId { get; init; }

    /// <summary>Id of the area the reader watches.</summary>
    [Id]
    public string? AreaId { get; init; }

    /// <summary>Id of the gateway that publishes for the device; omitted when the device connects itself.</summary>
    [Id]
    public string? GatewayId { get; init; }

    /// <summary>Name of the device for people, up to 200 characters.</summary>
    public string? Name { get; init; }

    internal DeviceRegistration ToRegistration(int farmId, int index)
    {
        try
        {
            if (GatewayId is not null && !Identifier.IsValid(GatewayId))
            {
                throw new ArgumentException($"gatewayId must be 1 to {Identifier.MaxLength} characters of A-Z a-z 0-9 _ -.");
            }

            if (Name is { Length: > MaxNameLength })
            {
                throw new ArgumentException($"name must have at most {MaxNameLength} characters.");
            }

            return new()
            {
                Id = Id,
                FarmId = farmId,
                Type = Type,
                BarnId = BarnId,
                ZoneId = ZoneId,
                AnimalId = AnimalId,
                ParlorId = ParlorId,
                StallId = StallId,
                GateId = GateId,
                AreaId = AreaId,
                GatewayId = GatewayId,
                Name = Name,
                TopicPrefix = DeviceTopics.BuildPrefix(Type, farmId, Id, BarnId, ZoneId, AnimalId, ParlorId, StallId, GateId, AreaId),
            };
        }
        catch (ArgumentException refused)
        {
            throw new InvalidArgumentException($"devices[{index}]: {refused.Message}", "Nothing was registered.");
        }
    }
}
