using SmartDairy.Api.GraphQL.Typing;

namespace SmartDairy.Api.Schema.Farms;

/// <summary>A farm to create.</summary>
public sealed class FarmInput
{
    /// <summary>Number of the farm, 1 to 2,147,483,647; part of every topic of its devices.</summary>
    public required int Id { get; init; }

    /// <summary>1 to 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>IANA name, such as Europe/Berlin.</summary>
    [DefaultLiteral("\"UTC\"")]
    public string? TimeZone { get; init; }
}
