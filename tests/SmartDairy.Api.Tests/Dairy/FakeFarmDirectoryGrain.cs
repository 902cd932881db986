using SmartDairy.Contracts;
using SmartDairy.Contracts.Farms;

namespace SmartDairy.Api.Tests.Dairy;

/// <summary>Farms 1 and 2.</summary>
internal sealed class FakeFarmDirectoryGrain : IFarmDirectoryGrain
{
    public Task<Page<FarmSnapshot>> ListFarmsAsync(IReadOnlyList<int>? only, int first, string? after)
    {
        FarmSnapshot[] farms =
            [.. new[] { 1, 2 }.Where(id => only is null || only.Contains(id)).Select(id => new FarmSnapshot(id, "Farm", "UTC"))];
        return Task.FromResult(new Page<FarmSnapshot>(farms, [.. farms.Select(farm => $"{farm.Id}")], false, farms.Length));
    }
}
