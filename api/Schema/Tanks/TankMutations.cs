using GraphQL;
using SmartDairy.Api.Schema.Farms;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Milking;
using SmartDairy.GraphQL.Errors;
using SmartDairy.History.Herds;

namespace SmartDairy.Api.Schema.Tanks;

/// <summary>Mutations of tank collections.</summary>
public sealed class TankMutations
{
    /// <summary>Records a collection of milk from a tank. CONFLICT when a different collection has the same id.</summary>
    public static async Task<TankCollectionView> RecordTankCollection(
        [FromServices] IHerdStore store, [FromServices] IGrainFactory grains, [FromServices] TimeProvider time, [Caller] ApiPrincipal caller, CancellationToken cancellationToken,
        int farmId, TankCollectionInput input)
    {
        caller.RequireWrite(farmId);
        var collection = input.ToCollection(farmId, time.GetUtcNow(), caller.Name);
        await FarmAccess.RequireAsync(grains, farmId);
        if (await store.WriteAsync([HerdRecordKinds.TankCollections.ToWrite(collection, collection.RecordedAt, expected: 0)], cancellationToken)) return new(collection);
        var known = await RequireAsync(store, farmId, collection.Id, cancellationToken);
        return collection with { RecordedAt = known.RecordedAt, RecordedBy = known.RecordedBy } == known
            ? new(known) : throw new ConflictException($"Farm {farmId} has another collection '{collection.Id}'.", "Leave the id out, or retract that one.");
    }

    /// <summary>Retracts a collection that was recorded by mistake. NOT_FOUND when the farm has no such collection.</summary>
    public static async Task<TankCollectionView> RetractTankCollection(
        [FromServices] IHerdStore store, [FromServices] TimeProvider time, [Caller] ApiPrincipal caller, CancellationToken cancellationToken, int farmId, [Id] string id)
    {
        caller.RequireWrite(farmId);
        var retracted = await RequireAsync(store, farmId, id, cancellationToken) with { Retracted = true };
        await store.WriteAsync([HerdRecordKinds.TankCollections.ToWrite(retracted, time.GetUtcNow().ToUnixTimeMilliseconds())], cancellationToken);
        return new(retracted);
    }

    private static async Task<TankCollection> RequireAsync(IHerdStore store, int farmId, string id, CancellationToken cancellationToken) =>
        id.Length is > 0 and <= 64 && await store.FindAsync(farmId, HerdRecordKinds.TankCollections.Name, id, cancellationToken) is { } row
            ? HerdRecordKinds.TankCollections.FromRecord(row) : throw new NotFoundException($"Farm {farmId} has no collection '{ErrorText.Truncate(id)}'.", "List them with tankReconciliation.");
}
