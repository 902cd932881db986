namespace SmartDairy.Contracts.Barns;

/// <summary>The current state of a barn.</summary>
/// <param name="TemperatureHumidityIndex">Mean over the zones that report both temperature and humidity; null when none does.</param>
[GenerateSerializer, Immutable, Alias("barn-snapshot")]
public sealed record BarnSnapshot(
    [property: Id(0)] int FarmId,
    [property: Id(1)] int BarnId,
    [property: Id(2)] string? Name,
    [property: Id(3)] IReadOnlyList<ZoneSnapshot> Zones,
    [property: Id(4)] double? TemperatureHumidityIndex);
