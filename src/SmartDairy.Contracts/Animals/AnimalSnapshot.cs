using SmartDairy.Contracts.Readings;

namespace SmartDairy.Contracts.Animals;

/// <summary>An animal as her actor knows her now.</summary>
/// <param name="Location">The gate or area she was last seen at, e.g. <c>gate/NORTH</c>; null when never seen.</param>
/// <param name="Latest">The newest of collar, meter and tags by event time.</param>
[GenerateSerializer, Immutable, Alias("animal-snapshot")]
public sealed record AnimalSnapshot(
    [property: Id(0)] AnimalRegistration Registration,
    [property: Id(1)] string? Location,
    [property: Id(2)] IReadOnlyList<MetricValue> Latest);
