using Orleans.Runtime.Placement;

namespace SmartDairy.Grains.Cluster;

/// <summary>Selects the silo of a grain among those that can run it.</summary>
internal sealed class RendezvousPlacementDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        return Task.FromResult(IPlacementDirector.GetPlacementHint(
            target.RequestContextData, silos) ?? RendezvousHash.SelectSilo(target.GrainIdentity, silos));
    }
}
