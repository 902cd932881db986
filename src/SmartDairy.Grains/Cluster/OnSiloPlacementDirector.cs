using Orleans.Runtime.Placement;

namespace SmartDairy.Grains.Cluster;

/// <summary>Selects the silo whose address is the grain's key.</summary>
internal sealed class OnSiloPlacementDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var key = target.GrainIdentity.Key.ToString()!;
        foreach (var silo in context.GetCompatibleSilos(target))
        {
            if (silo.ToParsableString() == key)
            {
                return Task.FromResult(silo);
            }
        }

        throw new SiloUnavailableException($"Silo {key} is not a member of the cluster, and no other silo can answer for it.");
    }
}
