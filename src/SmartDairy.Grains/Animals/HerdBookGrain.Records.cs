using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Worklist;
using SmartDairy.Herd.Tanks;
using SmartDairy.History.Herds;

namespace SmartDairy.Grains.Animals;

/// <content>Tanks and the worklist: rows that people write, independent of any animal, so these calls do not wait for changes of
/// bindings.</content>
public sealed partial class HerdBookGrain
{
    public async Task<TankCollection> RecordTankCollectionAsync(TankCollection collection)
    {
        var told = collection with { FarmId = Farm };
        return (await store.UpdateAsync(
            HerdRecordKinds.TankCollections,
            Farm,
            told.Id,
            known => TankCollectionChanges.Record(known, told),
            told.RecordedAt,
            CancellationToken.None))!;
    }

    public Task<TankCollection?> RetractTankCollectionAsync(string collectionId)
        => store.UpdateAsync(
            HerdRecordKinds.TankCollections, Farm, collectionId, TankCollectionChanges.Retract, Now(), CancellationToken.None);

    public async Task<WorkItemCompletion> CompleteWorkItemAsync(WorkItemCompletion completion)
    {
        var done = completion with { FarmId = Farm };
        await store.WriteAsync([HerdRecordKinds.WorklistCompletions.ToWrite(done, done.At)], CancellationToken.None);
        return done;
    }
}
