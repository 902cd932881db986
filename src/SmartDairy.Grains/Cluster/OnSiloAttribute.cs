using Orleans.Placement;

namespace SmartDairy.Grains.Cluster;

/// <summary>
/// Places a grain on the silo whose address, <c>SiloAddress.ToParsableString()</c>, is the grain's key, and nowhere else.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class OnSiloAttribute() : PlacementAttribute(new OnSiloPlacement());
