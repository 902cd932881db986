using Orleans.Runtime.Placement;

namespace SmartDairy.Grains.Cluster;

/// <summary>Chooses a grain's home among the silos that can run it.</summary>
internal sealed class RendezvousPlacementDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        return Task.FromResult(IPlacementDirector.GetPlacementHint(target.RequestContextData, silos) ?? RendezvousHash.SelectSilo(target.GrainIdentity, silos));
    }
}
