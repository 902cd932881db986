namespace SmartDairy.Grains.Cluster;

/// <summary>Places a grain on the silo whose address is its key, and nowhere else.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("on-silo-placement")]
public sealed class OnSiloPlacement : PlacementStrategy;
