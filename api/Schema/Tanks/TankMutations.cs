using GraphQL;
using SmartDairy.Api.Schema.Farms;
using SmartDairy.Api.Security;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Animals;
using SmartDairy.GraphQL.Errors;

namespace SmartDairy.Api.Schema.Tanks;

/// <summary>Mutations of tank collections.</summary>
public sealed class TankMutations
{
    /// <summary>Records a collection of milk from a tank. CONFLICT when a different collection has the same id.</summary>
    public static async Task<TankCollectionView> RecordTankCollection(
        [FromServices] IGrainFactory grains, [FromServices] TimeProvider time, [Caller] ApiPrincipal caller, int farmId,
            TankCollectionInput input)
    {
        caller.RequireWrite(farmId);
        var collection = input.ToCollection(farmId, time.GetUtcNow(), caller.Name);
        await FarmAccess.RequireAsync(grains, farmId);
        return new(await grains.GetGrain<IHerdBookGrain>(farmId).RecordTankCollectionAsync(collection));
    }

    /// <summary>Retracts a collection that was recorded by mistake. NOT_FOUND when the farm has no such collection.</summary>
    public static async Task<TankCollectionView> RetractTankCollection(
        [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, [Id] string id)
    {
        caller.RequireWrite(farmId);
        return id.Length is > 0 and <= Identifier.MaxLength
            && await grains.GetGrain<IHerdBookGrain>(farmId).RetractTankCollectionAsync(id) is { } retracted
            ? new(retracted)
            : throw new NotFoundException(
                $"Farm {farmId} has no collection '{ErrorText.Truncate(id)}'.", "List them with tankReconciliation.");
    }
}
