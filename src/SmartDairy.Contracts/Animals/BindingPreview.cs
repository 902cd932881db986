using SmartDairy.Contracts.Detections;

namespace SmartDairy.Contracts.Animals;

/// <summary>What a change of bindings does, or did.</summary>
/// <param name="Bindings">Every binding that it makes, changes or retracts, as it is then.</param>
/// <param name="Animals">The animals of whom other things follow then, by id.</param>
/// <param name="DerivedFrom">What is older is not derived anew; Unix milliseconds.</param>
[GenerateSerializer, Immutable, Alias("binding-preview")]
public sealed record BindingPreview(
    [property: Id(0)] IReadOnlyList<Binding> Bindings, [property: Id(1)] IReadOnlyList<AnimalDifference> Animals, [property: Id(2)] long DerivedFrom);

/// <summary>What follows for one animal.</summary>
/// <param name="HoursGained">Whole hours of collars that are hers then and were not.</param>
/// <param name="HoursLost">Whole hours of collars that were hers and are not then.</param>
/// <param name="Gone">Detections that no longer follow, as they were.</param>
/// <param name="Come">Detections that follow then, and did not.</param>
[GenerateSerializer, Immutable, Alias("animal-difference")]
public sealed record AnimalDifference(
    [property: Id(0)] string AnimalId,
    [property: Id(1)] int HoursGained,
    [property: Id(2)] int HoursLost,
    [property: Id(3)] IReadOnlyList<Detection> Gone,
    [property: Id(4)] IReadOnlyList<Detection> Come);
