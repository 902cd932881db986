namespace SmartDairy.Contracts.Alerts;

/// <summary>What an alert is about.</summary>
/// <param name="Type"><c>sensor</c>, <c>collar</c>, <c>milk_meter</c>, <c>rfid_reader</c>, <c>gateway</c> or <c>animal</c>.</param>
/// <param name="Id">Of the device or the animal.</param>
/// <param name="Name">For people; null when it has none.</param>
/// <param name="BarnId">Where it stands; null when unknown.</param>
/// <param name="ZoneId">Where it stands; null when unknown.</param>
[GenerateSerializer, Immutable, Alias("alert-source")]
public sealed record AlertSource(
    [property: Id(0)] string Type,
    [property: Id(1)] string Id,
    [property: Id(2)] string? Name = null,
    [property: Id(3)] int? BarnId = null,
    [property: Id(4)] int? ZoneId = null);
