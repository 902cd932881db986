using Orleans.Concurrency;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Farms;
using SmartDairy.History.Registry;

namespace SmartDairy.Grains.Farms;

/// <summary>Lists farms from the registry.</summary>
[StatelessWorker]
[GrainType("farmdirectory")]
public sealed class FarmDirectoryGrain(IRegistry registry) : Grain, IFarmDirectoryGrain
{
    public Task<Page<FarmSnapshot>> ListFarmsAsync(IReadOnlyList<int>? only, int first, string? after)
        => registry.ListFarmsAsync(only, first, after, CancellationToken.None);
}
