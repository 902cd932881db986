using SmartDairy.Contracts.Detections;

namespace SmartDairy.Contracts.Animals;

/// <summary>What a change of bindings does, or did.</summary>
/// <param name="Bindings">Every binding that it makes, changes or retracts, as it is then.</param>
/// <param name="Animals">The animals of whom other things follow then, by id.</param>
/// <param name="RederivedFrom">What is older is not derived anew; Unix milliseconds.</param>
[GenerateSerializer, Immutable, Alias("binding-preview")]
public sealed record BindingChangeResult(
    [property: Id(0)] IReadOnlyList<AnimalBinding> Bindings, [property: Id(1)] IReadOnlyList<AnimalBindingImpact> Animals, [property: Id(2)] long RederivedFrom);

/// <summary>What follows for one animal.</summary>
/// <param name="HoursGained">Whole hours of collars that are hers then and were not.</param>
/// <param name="HoursLost">Whole hours of collars that were hers and are not then.</param>
/// <param name="RemovedDetections">Detections that no longer follow, as they were.</param>
/// <param name="AddedDetections">Detections that follow then, and did not.</param>
[GenerateSerializer, Immutable, Alias("animal-difference")]
public sealed record AnimalBindingImpact(
    [property: Id(0)] string AnimalId,
    [property: Id(1)] int HoursGained,
    [property: Id(2)] int HoursLost,
    [property: Id(3)] IReadOnlyList<Detection> RemovedDetections,
    [property: Id(4)] IReadOnlyList<Detection> AddedDetections);
