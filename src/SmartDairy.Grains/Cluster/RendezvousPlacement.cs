using Orleans.Metadata;

namespace SmartDairy.Grains.Cluster;

/// <summary>Places a grain on the silo that <see cref="RendezvousHash"/> selects.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("at-home-placement")]
public sealed class RendezvousPlacement : PlacementStrategy
{
    /// <summary>
    /// The name of the strategy in the manifests that silos exchange. Orleans uses the class name; silos of earlier builds know this name.
    /// </summary>
    public const string ManifestName = "AtHomePlacement";

    /// <inheritdoc/>
    public override void PopulateGrainProperties(
        IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties)
        => properties[WellKnownGrainTypeProperties.PlacementStrategy] = ManifestName;
}
