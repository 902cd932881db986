using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Worklist;
using SmartDairy.Herd.Tanks;
using SmartDairy.History.Herds;

namespace SmartDairy.Api.Tests.Animals;

/// <summary>A herd book that keeps its requests, and writes records into a store.</summary>
/// <param name="store">Holds collections and completions; null in tests that record none.</param>
internal sealed class FakeHerdBookGrain(IHerdStore? store = null) : IHerdBookGrain
{
    public List<AnimalEvent> Recorded { get; } = [];

    public List<BindingChangeRequest> Changes { get; } = [];

    public BindingChangeRequest? LastPreview { get; private set; }

    public Task<IReadOnlyList<AnimalEvent>> RecordEventsAsync(IReadOnlyList<AnimalEvent> events)
    {
        Recorded.AddRange(events);
        return Task.FromResult<IReadOnlyList<AnimalEvent>>(
            [.. events.Select((told, i) => told with { Id = told.Id.Length > 0 ? told.Id : $"EV-{i}", RecordedAt = 1_000 })]);
    }

    public Task<AnimalEvent?> RetractEventAsync(string eventId, string by)
        => Task.FromResult(Recorded.Find(told => told.Id == eventId) is { } told ? told with { Retracted = true, RecordedBy = by } : null);

    public Task RecordGroupChangeAsync(IReadOnlyList<string> animalIds, string? group, string by) => Task.CompletedTask;

    public Task<BindingChangeResult> ChangeBindingsAsync(BindingChangeRequest change)
    {
        Changes.Add(change);
        return Task.FromResult(Preview(change));
    }

    public Task<BindingChangeResult> PreviewBindingChangeAsync(BindingChangeRequest change)
        => Task.FromResult(Preview(LastPreview = change));

    public async Task<TankCollection> RecordTankCollectionAsync(TankCollection collection) => (await store!.UpdateAsync(
        HerdRecordKinds.TankCollections, collection.FarmId, collection.Id, known => TankCollectionChanges.Record(known, collection), 0,
        CancellationToken.None))!;

    public Task<TankCollection?> RetractTankCollectionAsync(string collectionId)
        => store!.UpdateAsync(HerdRecordKinds.TankCollections, 1, collectionId, TankCollectionChanges.Retract, 0, CancellationToken.None);

    public async Task<WorkItemCompletion> CompleteWorkItemAsync(WorkItemCompletion completion)
    {
        await store!.WriteAsync([HerdRecordKinds.WorklistCompletions.ToWrite(completion, completion.At)], CancellationToken.None);
        return completion;
    }

    private static BindingChangeResult Preview(BindingChangeRequest change)
    {
        var binding = new AnimalBinding
        {
            Id = "BI-1",
            FarmId = 1,
            Kind = change.Kind,
            AnimalId = change.AnimalId ?? "COW-1",
            Target = change.Target ?? "AC-1",
            From = change.From ?? 0,
            To = change.To,
            RecordedAt = 2_000,
            RecordedBy = change.ChangedBy,
        };
        return new([binding], [new("COW-1", 3, 4, [], [])], 5_000);
    }
}
