using Orleans.Placement;

namespace SmartDairy.Grains.Cluster;

/// <summary>
/// Spreads a grain over the silos by its id, see <see cref="RendezvousHash"/>: for grains that every silo calls, so that no silo is nearer
/// than another.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class RendezvousPlacementAttribute() : PlacementAttribute(new RendezvousPlacement());
