using SmartDairy.Contracts.Readings;

namespace SmartDairy.Contracts.Barns;

/// <param name="Latest">The newest value of each metric over the zone's devices, by event time; an impossible one only where there is no other.</param>
[GenerateSerializer, Immutable, Alias("zone-snapshot")]
public sealed record ZoneSnapshot(
    [property: Id(0)] int ZoneId,
    [property: Id(1)] IReadOnlyList<MetricValue> Latest);
