using SmartDairy.Contracts.Readings;

namespace SmartDairy.Contracts.Animals;

/// <summary>The current state of an animal.</summary>
/// <param name="Location">The gate or area where the animal was last seen, e.g. <c>gate/NORTH</c>; null when never seen.</param>
/// <param name="Latest">The newest values of collar, milk meter and tag readers by event time.</param>
[GenerateSerializer, Immutable, Alias("animal-snapshot")]
public sealed record AnimalSnapshot(
    [property: Id(0)] AnimalRegistration Registration,
    [property: Id(1)] string? Location,
    [property: Id(2)] IReadOnlyList<MetricValue> Latest);
