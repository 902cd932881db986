using SmartDairy.Contracts.Detections;

namespace SmartDairy.Contracts.Animals;

/// <summary>The effect of a change of bindings, previewed or applied.</summary>
/// <param name="Bindings">All bindings that the change creates, changes or retracts, as they are afterwards.</param>
/// <param name="Animals">The effects on each affected animal, ordered by animal id.</param>
/// <param name="RederivedFrom">Results older than this time are not recomputed; Unix milliseconds.</param>
[GenerateSerializer, Immutable, Alias("binding-preview")]
public sealed record BindingChangeResult(
    [property: Id(0)] IReadOnlyList<AnimalBinding> Bindings, [property: Id(1)] IReadOnlyList<AnimalBindingImpact> Animals,
        [property: Id(2)] long RederivedFrom);

/// <summary>The effect of a change of bindings on one animal.</summary>
/// <param name="HoursGained">Number of whole collar hours that the animal gains.</param>
/// <param name="HoursLost">Number of whole collar hours that the animal loses.</param>
/// <param name="RemovedDetections">Detections that are no longer made, as they were.</param>
/// <param name="AddedDetections">Detections that are newly made.</param>
[GenerateSerializer, Immutable, Alias("animal-difference")]
public sealed record AnimalBindingImpact(
    [property: Id(0)] string AnimalId,
    [property: Id(1)] int HoursGained,
    [property: Id(2)] int HoursLost,
    [property: Id(3)] IReadOnlyList<Detection> RemovedDetections,
    [property: Id(4)] IReadOnlyList<Detection> AddedDetections);
