using Orleans.Runtime.Placement;

namespace SmartDairy.Grains.Cluster;

/// <summary>Chooses the silo that a grain's key names.</summary>
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

        throw new SiloUnavailableException($"There is no silo {key}: it left, it died, or it never was. What is to be asked of it cannot be asked of another.");
    }
}
