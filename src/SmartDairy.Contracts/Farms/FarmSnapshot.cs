namespace SmartDairy.Contracts.Farms;

/// <summary>The settings of a farm.</summary>
/// <param name="Id">1 to 2,147,483,647.</param>
/// <param name="Name">1 to 200 characters.</param>
/// <param name="TimeZone">IANA time zone, e.g. <c>Europe/Berlin</c>, which determines the farm's days.</param>
[GenerateSerializer, Immutable, Alias("farm-snapshot")]
public sealed record FarmSnapshot(
    [property: Id(0)] int Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string TimeZone);
