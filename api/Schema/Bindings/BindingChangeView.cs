using GraphQL;
using SmartDairy.Api.Schema.Detections;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Animals;

namespace SmartDairy.Api.Schema.Bindings;

/// <summary>Effect of a change of bindings, previewed or carried out.</summary>
[Name("BindingChange")]
public sealed class BindingChangeView(BindingChangeResult preview)
{
    /// <summary>All bindings that the change creates, alters or retracts, as they are after the change.</summary>
    public IEnumerable<BindingView> Bindings => preview.Bindings.Select(binding => new BindingView(binding));

    /// <summary>Animals whose derived data changes, ordered by id.</summary>
    public IEnumerable<AnimalDifferenceView> Animals => preview.Animals.Select(animal => new AnimalDifferenceView(animal));

    /// <summary>Start of the data that is derived anew; older data stays as it was derived before.</summary>
    public DateTimeOffset DerivedFrom => preview.RederivedFrom.ToInstant();
}

/// <summary>Changes of one animal's derived data after a change of bindings.</summary>
[Name("AnimalDifference")]
public sealed class AnimalDifferenceView(AnimalBindingImpact difference)
{
    /// <summary>Id of the animal whose data changes.</summary>
    [Id]
    public string AnimalId => difference.AnimalId;

    /// <summary>Whole hours of collar data that the change assigns to the animal.</summary>
    public int HoursGained => difference.HoursGained;

    /// <summary>Whole hours of collar data that the change takes from the animal.</summary>
    public int HoursLost => difference.HoursLost;

    /// <summary>Detections that no longer follow from the animal's data, as they were before.</summary>
    public IEnumerable<DetectionView> Gone([Caller] ApiPrincipal caller)
        => difference.RemovedDetections.Select(detection => DetectionView.ForCaller(caller, detection));

    /// <summary>Detections that newly follow from the animal's data.</summary>
    public IEnumerable<DetectionView> Come([Caller] ApiPrincipal caller)
        => difference.AddedDetections.Select(detection => DetectionView.ForCaller(caller, detection));
}
