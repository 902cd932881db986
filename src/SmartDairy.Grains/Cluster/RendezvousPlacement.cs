using Orleans.Metadata;

namespace SmartDairy.Grains.Cluster;

/// <summary>Places a grain on its <see cref="RendezvousHash"/>.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("at-home-placement")]
public sealed class RendezvousPlacement : PlacementStrategy
{
    /// <summary>The strategy's name in the manifests that silos exchange. Orleans takes the class name; silos of earlier builds know this one.</summary>
    public const string ManifestName = "AtHomePlacement";

    /// <inheritdoc/>
    public override void PopulateGrainProperties(
        IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties)
        => properties[WellKnownGrainTypeProperties.PlacementStrategy] = ManifestName;
}
