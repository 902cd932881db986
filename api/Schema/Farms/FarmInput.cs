using SmartDairy.GraphQL.Typing;

namespace SmartDairy.Api.Schema.Farms;

/// <summary>A farm to create, with its number and time zone.</summary>
public sealed class FarmInput
{
    /// <summary>Number of the farm, 1 to 2,147,483,647, which is part of every MQTT topic of its devices.</summary>
    public required int Id { get; init; }

    /// <summary>Name of the farm, 1 to 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>IANA time zone of the farm, such as Europe/Berlin.</summary>
    [DefaultLiteral("\"UTC\"")]
    public string? TimeZone { get; init; }
}
