using Orleans.Placement;

namespace SmartDairy.Grains.Cluster;

/// <summary>The grain is spread over the silos by its id, see <see cref="RendezvousHash"/>: for grains that any silo may call, so that none is nearer than another.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class RendezvousPlacementAttribute() : PlacementAttribute(new RendezvousPlacement());
