using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Refusals;
using SmartDairy.Grains.Cluster;
using SmartDairy.Grains.Rfid;
using SmartDairy.History.Herds;
using SmartDairy.History.Registry;
using SmartDairy.Husbandry.AnimalEvents;

namespace SmartDairy.Grains.Animals;

/// <summary>
/// Records the events and bindings of a farm's animals. A second activation, possible for a moment while silos come and go, shows itself by
/// the revisions of rows. A failed notification of an animal is repeated.
/// </summary>
[GrainType("herdbook")]
public sealed partial class HerdBookGrain(
    IHerdStore store, IRegistry registry, BindingCache bindings, CowHistory history, DetectionRebuilder rebuilder, ActiveSilos silos,
    PassageReassigner passageReassigner, TimeProvider time, ILogger<HerdBookGrain> log)
    : Grain, IHerdBookGrain
{
    private const int MaxEventsPerCall = 1_000;
    private const int MaxEventsPerAnimal = 10_000;
    private const int MaxReportedProblems = 20;
    private const int Tries = 5;

    private int Farm => (int)this.GetPrimaryKeyLong();

    public async Task<IReadOnlyList<AnimalEvent>> RecordEventsAsync(IReadOnlyList<AnimalEvent> events)
    {
        if (events.Count is < 1 or > MaxEventsPerCall)
        {
            throw Invalid($"events must have 1 to {MaxEventsPerCall:N0} items; this call has {events.Count:N0}.");
        }

        var now = Now();
        AnimalEvent[] told = [.. events.Select(one => WithDefaults(one, now))];
        ThrowIfAny(
            [.. told.SelectMany((one, i) => AnimalEventValidator.ValidateEvent(one, now).Select(sentence => $"events[{i}]: {sentence}"))]);
        for (var attempt = 1; ; attempt++)
        {
            var lives = await LivesAsync(told.Select(one => one.AnimalId));
            var (fresh, faults) = SplitNewEvents(told, lives);
            ThrowIfAny(faults);
            if (await StoreAsync(fresh, lives, now))
            {
                await ApplyConsequencesAsync(fresh);
                return told;
            }

            ThrowIfLast(attempt);
        }
    }

    public async Task<AnimalEvent?> RetractEventAsync(string eventId, string by)
    {
        var now = Now();
        for (var attempt = 1; ; attempt++)
        {
            if (await store.FindAsync(Farm, HerdRecordKinds.AnimalEvents.Name, eventId, CancellationToken.None) is not { } row)
            {
                return null;
            }

            var told = HerdRecordKinds.AnimalEvents.FromRecord(row);
            if (told.Retracted)
            {
                return told;
            }

            var retracted = told with { Retracted = true, RecordedAt = now, RecordedBy = by };
            var lives = await LivesAsync([told.AnimalId]);
            var life = lives[told.AnimalId];
            var rest = life.Events.Where(one => one.Id != eventId).ToList();
            if (AnimalEventValidator.ValidateHistory(life.Animal, rest) is [var (_, sentence), ..])
            {
                throw new RefusedException(
                    RefusalKind.Conflict, $"Without it another event would not hold: {sentence}", "Retract that one first.");
            }

            if (await StoreAsync([retracted], lives, now))
            {
                await ApplyConsequencesAsync([retracted]);
                return retracted;
            }

            ThrowIfLast(attempt);
        }
    }

    public async Task RecordGroupChangeAsync(IReadOnlyList<string> animalIds, string? group, string by)
    {
        var now = Now();
        AnimalEvent[] moves =
        [
            .. animalIds.Distinct(StringComparer.Ordinal).Select(id => WithDefaults(
                new() { Id = "", FarmId = Farm, AnimalId = id, Kind = AnimalEventKind.GroupChange, Time = now, RecordedAt = now,
                    RecordedBy = by, Group = group }, now)),
        ];
        await store.WriteAsync([.. moves.Select(move => HerdRecordKinds.AnimalEvents.ToWrite(move, now))], CancellationToken.None);
        await NotifyAnimalsAsync(moves.Select(move => move.AnimalId));
    }

    private AnimalEvent WithDefaults(AnimalEvent told, long now)
    {
        var one = told with { FarmId = Farm, RecordedAt = now, Retracted = false };
        return one.Id.Length > 0 ? one : one with { Id = AnimalEventIds.Create(one) };
    }

    /// <summary>The animals with all their events.</summary>
    private async Task<Dictionary<string, AnimalLife>> LivesAsync(IEnumerable<string> animalIds)
    {
        string[] ids = [.. animalIds.Distinct(StringComparer.Ordinal)];
        var lives = await Task.WhenAll(ids.Select(LifeAsync));
        string[] unknown = [.. ids.Where((_, i) => lives[i] is null)];
        return unknown.Length == 0
            ? lives.ToDictionary(life => life!.Animal.Id, life => life!, StringComparer.Ordinal)
            : throw new RefusedException(
                RefusalKind.NotFound,
                $"Farm {Farm} has no animal {string.Join(", ", unknown.Take(MaxReportedProblems))}{(unknown.Length > MaxReportedProblems ? " …" : "")}.",
                "Nothing was recorded. Register them with registerAnimals first.");
    }

    private async Task<AnimalLife?> LifeAsync(string animalId)
    {
        if (await registry.FindAnimalAsync(Farm, animalId, CancellationToken.None) is not { } animal)
        {
            return null;
        }

        // The revision is read first, so that an event written in between makes the write fail.
        var standing = await store.FindAsync(Farm, HerdRecordKinds.AnimalStates.Name, animalId, CancellationToken.None);
        var query = new HerdQuery
        { FarmId = Farm, Kind = HerdRecordKinds.AnimalEvents.Name, Subject = animalId, Order = HerdRecordOrder.OldestFirst };
        var rows = await store.ListAsync(query, MaxEventsPerAnimal, CancellationToken.None);
        return new AnimalLife(animal, [.. rows.Select(HerdRecordKinds.AnimalEvents.FromRecord)], standing?.Revision ?? 0);
    }

    private static (List<AnimalEvent> Fresh, List<string> Faults) SplitNewEvents(AnimalEvent[] told, Dictionary<string, AnimalLife> lives)
    {
        var fresh = new List<AnimalEvent>(told.Length);
        var faults = new List<string>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < told.Length; i++)
        {
            var life = lives[told[i].AnimalId];
            var known = life.Events.Find(one => one.Id == told[i].Id) ?? fresh.Find(one => one.Id == told[i].Id);
            if (known is null or { Retracted: true })
            {
                places[told[i].Id] = i;
                fresh.Add(told[i]);
            }
            else if (!AnimalEventIds.HasSameContent(known, told[i]))
            {
                faults.Add(
                    $"events[{i}]: the id {told[i].Id} is taken by a {AnimalEventValidator.DisplayName(known.Kind)} of {known.AnimalId}.");
            }
        }

        foreach (var hers in fresh.GroupBy(one => one.AnimalId))
        {
            var life = lives[hers.Key];
            var ids = hers.Select(one => one.Id).ToHashSet(StringComparer.Ordinal);
            AnimalEvent[] after = [.. life.Events.Where(one => !ids.Contains(one.Id)), .. hers];
            foreach (var (about, sentence) in AnimalEventValidator.ValidateHistory(life.Animal, after))
            {
                faults.Add(places.TryGetValue(about.Id, out var place)
                    ? $"events[{place}]: {sentence}"
                    : $"Then another event would not hold: {sentence}");
            }
        }

        return (fresh, faults);
    }

    private async Task<bool> StoreAsync(IReadOnlyList<AnimalEvent> events, Dictionary<string, AnimalLife> lives, long now)
    {
        var writes = new List<HerdWrite>(events.Count * 2);
        foreach (var hers in events.GroupBy(one => one.AnimalId))
        {
            var life = lives[hers.Key];
            var ids = hers.Select(one => one.Id).ToHashSet(StringComparer.Ordinal);
            writes.AddRange(hers.Select(one => HerdRecordKinds.AnimalEvents.ToWrite(one, now)));
            writes.Add(HerdRecordKinds.AnimalStates.ToWrite(
                AnimalStatusFold.Fold(life.Animal, [.. life.Events.Where(one => !ids.Contains(one.Id)), .. hers]), now, life.Revision));
        }

        return writes.Count == 0 || await store.WriteAsync(writes, CancellationToken.None);
    }

    /// <summary>Applies stored events: changes of groups, and the animals' detections.</summary>
    private async Task ApplyConsequencesAsync(IReadOnlyList<AnimalEvent> events)
    {
        string[] moved =
            [.. events.Where(one => one.Kind == AnimalEventKind.GroupChange).Select(one => one.AnimalId).Distinct(StringComparer.Ordinal)];
        if (moved.Length > 0)
        {
            var lives = await LivesAsync(moved);
            foreach (var group in lives.Values.GroupBy(
                life => AnimalStatusFold.InEventOrder(life.Events).LastOrDefault(one => one.Kind == AnimalEventKind.GroupChange)?.Group))
            {
                await registry.SetAnimalGroupAsync(Farm, [.. group.Select(life => life.Animal.Id)], group.Key, CancellationToken.None);
            }

            await GrainFactory.GetGrain<IRuleSetGrain>(Farm).NotifyHerdChangedAsync();
        }

        await NotifyAnimalsAsync(events.Select(one => one.AnimalId));
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static void ThrowIfAny(IReadOnlyCollection<string> faults)
    {
        if (faults.Count > 0)
        {
            throw Invalid(string.Join(" ", faults.Take(MaxReportedProblems)) + (faults.Count > MaxReportedProblems ? " …" : ""),
                "Nothing was recorded.");
        }
    }

    private static RefusedException Invalid(string message, string? hint = null) => new(RefusalKind.InvalidArgument, message, hint);

    private static void ThrowIfLast(int attempt)
    {
        if (attempt == Tries)
        {
            throw new RefusedException(
                RefusalKind.Conflict, "Others changed the same animals at the same time.", "Nothing was recorded. Try again.");
        }
    }

    private sealed class AnimalLife(AnimalRegistration animal, List<AnimalEvent> events, long revision)
    {
        public AnimalRegistration Animal => animal;

        /// <summary>By time.</summary>
        public List<AnimalEvent> Events => events;

        /// <summary>The revision of the status row; 0 without one.</summary>
        public long Revision => revision;
    }
}
