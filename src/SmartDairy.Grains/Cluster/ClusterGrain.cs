using Orleans.Concurrency;
using SmartDairy.Contracts.Cluster;

namespace SmartDairy.Grains.Cluster;

[StatelessWorker]
[GrainType("cluster")]
public sealed class ClusterGrain(LiveSilos silos) : Grain, IClusterGrain
{
    public Task<IReadOnlyList<string>> SilosAsync()
        => Task.FromResult<IReadOnlyList<string>>([.. silos.Active().Select(silo => silo.ToParsableString())]);
}
