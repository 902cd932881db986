using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Contracts.Farms;

namespace SmartDairy.Api.Schema.Farms;

/// <summary>Whether a farm is there at all, for fields that would otherwise answer for any number.</summary>
internal static class FarmAccess
{
    /// <exception cref="NotFoundException">There is no such farm.</exception>
    public static async Task<FarmSnapshot> RequireAsync(IGrainFactory grains, int farmId) =>
        await grains.GetGrain<IFarmGrain>(farmId).GetAsync()
        ?? throw new NotFoundException($"There is no farm {farmId}.", "Create it with createFarm, or list yours with farms.");
}
