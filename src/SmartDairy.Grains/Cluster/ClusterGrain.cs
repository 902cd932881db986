using Orleans.Concurrency;
using SmartDairy.Contracts.Cluster;

namespace SmartDairy.Grains.Cluster;

/// <summary>Lists the active silos for API nodes.</summary>
[StatelessWorker]
[GrainType("cluster")]
public sealed class ClusterGrain(ActiveSilos silos) : Grain, IClusterGrain
{
    public Task<IReadOnlyList<string>> ListSilosAsync()
        => Task.FromResult<IReadOnlyList<string>>([.. silos.GetAddresses().Select(silo => silo.ToParsableString())]);
}
