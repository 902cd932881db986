using Orleans.Placement;

namespace SmartDairy.Grains.Cluster;

/// <summary>The grain's key is a silo's address, <c>SiloAddress.ToParsableString()</c>, and it runs on that silo and nowhere else.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class OnSiloAttribute() : PlacementAttribute(new OnSiloPlacement());
