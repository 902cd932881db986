namespace SmartDairy.Grains.Cluster;

/// <summary>Places a grain on its <see cref="HomeSilo"/>.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("at-home-placement")]
public sealed class AtHomePlacement : PlacementStrategy;
