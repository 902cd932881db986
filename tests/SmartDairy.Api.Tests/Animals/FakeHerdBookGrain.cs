using SmartDairy.Contracts.Animals;

namespace SmartDairy.Api.Tests.Animals;

/// <summary>A herd book that keeps what it was asked for.</summary>
internal sealed class FakeHerdBookGrain : IHerdBookGrain
{
    public List<AnimalEvent> Recorded { get; } = [];

    public List<BindingChangeRequest> Changes { get; } = [];

    public BindingChangeRequest? LastPreview { get; private set; }

    public Task<IReadOnlyList<AnimalEvent>> RecordEventsAsync(IReadOnlyList<AnimalEvent> events)
    {
        Recorded.AddRange(events);
        return Task.FromResult<IReadOnlyList<AnimalEvent>>([.. events.Select((told, i) => told with { Id = told.Id.Length > 0 ? told.Id : $"EV-{i}", RecordedAt = 1_000 })]);
    }

    public Task<AnimalEvent?> RetractEventAsync(string eventId, string by)
        => Task.FromResult(Recorded.Find(told => told.Id == eventId) is { } told ? told with { Retracted = true, RecordedBy = by } : null);

    public Task RecordGroupChangeAsync(IReadOnlyList<string> animalIds, string? group, string by) => Task.CompletedTask;

    public Task<BindingChangeResult> ChangeBindingsAsync(BindingChangeRequest change)
    {
        Changes.Add(change);
        return Task.FromResult(Preview(change));
    }

    public Task<BindingChangeResult> PreviewBindingChangeAsync(BindingChangeRequest change) => Task.FromResult(Preview(LastPreview = change));

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
