namespace SmartDairy.Contracts.Alerts;

/// <summary>The device or animal that an alert concerns.</summary>
/// <param name="Type"><c>sensor</c>, <c>collar</c>, <c>milk_meter</c>, <c>rfid_reader</c>, <c>gateway</c> or <c>animal</c>.</param>
/// <param name="Id">Id of the device or the animal.</param>
/// <param name="Name">Display name; null when it has none.</param>
/// <param name="BarnId">Barn of the source; null when unknown.</param>
/// <param name="ZoneId">Zone of the source; null when unknown.</param>
[GenerateSerializer, Immutable, Alias("alert-source")]
public sealed record AlertSource(
    [property: Id(0)] string Type,
    [property: Id(1)] string Id,
    [property: Id(2)] string? Name = null,
    [property: Id(3)] int? BarnId = null,
    [property: Id(4)] int? ZoneId = null);
