using SmartDairy.Contracts.Readings;

namespace SmartDairy.Contracts.Barns;

/// <summary>The current state of a zone.</summary>
/// <param name="Latest">The newest value of each metric over the zone's devices, by event time; a physically impossible value only when
/// there is no other.</param>
[GenerateSerializer, Immutable, Alias("zone-snapshot")]
public sealed record ZoneSnapshot(
    [property: Id(0)] int ZoneId,
    [property: Id(1)] IReadOnlyList<MetricValue> Latest);
