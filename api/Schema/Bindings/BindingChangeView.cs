using GraphQL;
using SmartDairy.Api.Schema.Detections;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Animals;

namespace SmartDairy.Api.Schema.Bindings;

/// <summary>What a change of bindings does, or did.</summary>
[Name("BindingChange")]
public sealed class BindingChangeView(BindingChangeResult preview)
{
    /// <summary>Every binding that it makes, changes or retracts, as it is then.</summary>
    public IEnumerable<BindingView> Bindings => preview.Bindings.Select(binding => new BindingView(binding));

    /// <summary>The animals of whom other things follow then, by id.</summary>
    public IEnumerable<AnimalDifferenceView> Animals => preview.Animals.Select(animal => new AnimalDifferenceView(animal));

    /// <summary>What is older stays as it was derived.</summary>
    public DateTimeOffset DerivedFrom => preview.RederivedFrom.ToInstant();
}

/// <summary>What follows from a change of bindings for one animal.</summary>
[Name("AnimalDifference")]
public sealed class AnimalDifferenceView(AnimalBindingImpact difference)
{
    /// <summary>The animal.</summary>
    [Id]
    public string AnimalId => difference.AnimalId;

    /// <summary>Whole hours of collars that are hers then and were not.</summary>
    public int HoursGained => difference.HoursGained;

    /// <summary>Whole hours of collars that were hers and are not then.</summary>
    public int HoursLost => difference.HoursLost;

    /// <summary>Detections that no longer follow, as they were.</summary>
    public IEnumerable<DetectionView> Gone([Caller] ApiPrincipal caller) => difference.RemovedDetections.Select(detection => DetectionView.ForCaller(caller, detection));

    /// <summary>Detections that follow then, and did not.</summary>
    public IEnumerable<DetectionView> Come([Caller] ApiPrincipal caller) => difference.AddedDetections.Select(detection => DetectionView.ForCaller(caller, detection));
}
