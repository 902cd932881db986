using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Devices;
using SmartDairy.Protocol.Topics;

namespace SmartDairy.Api.Schema.Devices;

/// <summary>A device to register. A sensor needs barn and zone, a collar its animal, a meter parlor and stall, a reader its gate or area.</summary>
public sealed class DeviceInput
{
    private const int MaxNameLength = 200;

    /// <summary>Unique over all farms: 1 to 64 of A-Z a-z 0-9 _ -.</summary>
    [Id]
    public required string Id { get; init; }

    /// <summary>What it is.</summary>
    public required DeviceType Type { get; init; }

    /// <summary>The barn it stands in.</summary>
    public int? BarnId { get; init; }

    /// <summary>The zone of the barn.</summary>
    public int? ZoneId { get; init; }

    /// <summary>The animal that wears it.</summary>
    [Id]
    public string? AnimalId { get; init; }

    /// <summary>The milking parlor it hangs in.</summary>
    public int? ParlorId { get; init; }

    /// <summary>The stall of the parlor.</summary>
    public int? StallId { get; init; }

    /// <summary>The gate it reads.</summary>
    [Id]
    public string? GateId { get; init; }

    /// <summary>The area it reads.</summary>
    [Id]
    public string? AreaId { get; init; }

    /// <summary>The gateway it speaks through; none when it connects by itself.</summary>
    [Id]
    public string? GatewayId { get; init; }

    /// <summary>What people call it, up to 200 characters.</summary>
    public string? Name { get; init; }

    internal DeviceRegistration ToRegistration(int farmId, int index)
    {
        try
        {
            if (GatewayId is not null && !Identifier.IsValid(GatewayId))
                throw new ArgumentException($"gatewayId must be 1 to {Identifier.MaxLength} characters of A-Z a-z 0-9 _ -.");
            if (Name is { Length: > MaxNameLength }) throw new ArgumentException($"name must have at most {MaxNameLength} characters.");
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
