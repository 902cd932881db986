using SmartDairy.Contracts.Farms;
using SmartDairy.GraphQL.Errors;

namespace SmartDairy.Api.Schema.Farms;

/// <summary>Checks that a farm exists, for fields that would otherwise return a result for any number.</summary>
internal static class FarmAccess
{
    /// <exception cref="NotFoundException">No farm has this number.</exception>
    public static async Task<FarmSnapshot> RequireAsync(IGrainFactory grains, int farmId) =>
        await grains.GetGrain<IFarmGrain>(farmId).GetAsync()
        ?? throw new NotFoundException($"There is no farm {farmId}.", "Create it with createFarm, or list yours with farms.");
}
