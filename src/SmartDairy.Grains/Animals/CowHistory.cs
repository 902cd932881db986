using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Readings;
using SmartDairy.History;
using SmartDairy.History.Herds;
using SmartDairy.History.Registry;
using SmartDairy.Husbandry.AnimalEvents;
using SmartDairy.Husbandry.Animals;
using SmartDairy.Husbandry.Bindings;
using SmartDairy.Husbandry.Derivation;
using SmartDairy.Husbandry.Places;

namespace SmartDairy.Grains.Animals;

/// <summary>Reads from history what one animal's detectors observe: the same facts, by the same derivation, as they observe live.</summary>
public sealed class CowHistory(IRegistry registry, IHistory history, IHerdStore store, PlaceClimateHistory climates, TimeProvider time)
{
    /// <summary>The time in which detectors learn what is normal for an animal.</summary>
    public const long LearningWindowMs = 45 * ReproductionIntervals.Day;

    private const long HourMs = 3_600_000;
    private const int MaxEvents = 10_000;
    private const int MaxMilkings = 10_000;
    private const int MaxDetections = 1_000;

    /// <summary>
    /// All events of an animal, retracted ones included, in the order they were recorded, each with its revision on the farm.
    /// </summary>
    public async Task<IReadOnlyList<(AnimalEvent Event, long Revision)>> EventsAsync(int farmId, string animalId, long afterRevision)
    {
        var query = new HerdQuery
        {
            FarmId = farmId,
            Kind = HerdRecordKinds.AnimalEvents.Name,
            Subject = animalId,
            AfterRevision = afterRevision,
            Order = HerdRecordOrder.ByRevision,
        };
        var rows = await store.ListAsync(query, MaxEvents, CancellationToken.None);
        return [.. rows.Select(row => (HerdRecordKinds.AnimalEvents.FromRecord(row), row.Revision))];
    }

    /// <summary>
    /// The detections of an animal, retracted ones included, that lasted at that time (Unix milliseconds) or began later; the newest first.
    /// </summary>
    public async Task<IReadOnlyList<Detection>> DetectionsAsync(int farmId, string animalId, long from)
    {
        var query = new HerdQuery
        {
            FarmId = farmId,
            Kind = HerdRecordKinds.Detections.Name,
            Subject = $"animal/{animalId}",
            From = from,
            Order = HerdRecordOrder.NewestFirst,
        };
        return [.. (await store.ListAsync(query, MaxDetections, CancellationToken.None)).Select(HerdRecordKinds.Detections.FromRecord)];
    }

    /// <summary>The calendar of the farm; that of UTC when no such farm is registered.</summary>
    public Task<FarmCalendar> GetFarmDaysAsync(int farmId) => registry.GetFarmCalendarAsync(farmId, CancellationToken.None);

    /// <summary>
    /// Lets detectors observe the events, and what history has of the animal's collars, climate and milkings from a time on (Unix
    /// milliseconds), in order of event time. The bindings decide which collars the animal wore.
    /// </summary>
    /// <returns>The hours of collars that count for the animal.</returns>
    public async Task<IReadOnlyList<(string Collar, long Hour)>> ReplayAsync(
        CowMonitor monitor, AnimalRegistration animal, BindingSet bindings, FarmCalendar days, IEnumerable<AnimalEvent> events, long from)
    {
        List<AnimalFact> facts = [.. AnimalStatusFold.InEventOrder(events).Select(AnimalFact.From)];
        var hours = new List<(string, long)>();
        foreach (var worn in await GetWornCollarsAsync(animal, bindings))
        {
            if (worn.To is { } end && end <= from)
            {
                continue;
            }

            if (worn.From > from)
            {
                facts.Add(AnimalFact.CollarChange(worn.From));
            }

            var rederivation = new CollarRederivation(days, Math.Max(worn.From, from), worn.To);
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            await foreach (var batch in ScanCollarAsync(
                animal.FarmId, worn.CollarId, rederivation.ReadFrom, Math.Min(rederivation.ReadTo, now + HourMs)))
            {
                rederivation.Add(batch);
            }

            foreach (var hour in rederivation.Complete(now))
            {
                facts.Add(AnimalFact.From(hour));
                hours.Add((worn.CollarId, hour.Hour));
            }
        }

        await AddClimateAsync(facts, animal, bindings, from);
        facts.AddRange((await MilkingsAsync(animal.FarmId, animal.Id, from)).Select(AnimalFact.From));
        foreach (var fact in facts.OrderBy(fact => fact.Time))
        {
            monitor.Observe(fact);
        }

        return hours;
    }

    /// <summary>The readings of a collar from a time to a time (exclusive), Unix milliseconds, in order.</summary>
    public IAsyncEnumerable<IReadOnlyList<Reading>> ScanCollarAsync(int farmId, string collarId, long from, long to)
        => history.ScanAsync(
            new HistoryScan
            { FarmId = farmId, Families = [ReadingFamily.Activity], DeviceIds = [collarId], From = from, To = to }, CancellationToken.None);

    /// <summary>The collars of the animal's life.</summary>
    public async Task<IReadOnlyList<WornCollar>> GetWornCollarsAsync(AnimalRegistration animal, BindingSet bindings)
        => WornCollar.OfAnimal(
            animal.Id, bindings, await registry.ListDevicesOfAnimalAsync(animal.FarmId, animal.Id, CancellationToken.None));

    private async Task AddClimateAsync(List<AnimalFact> facts, AnimalRegistration animal, BindingSet bindings, long from)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var span in AnimalPlaces.Spans(animal, bindings))
        {
            var (first, end) = (Math.Max(span.From, from) / HourMs, Math.Min(span.To ?? long.MaxValue, now) / HourMs);
            if (first < end)
            {
                facts.AddRange((await climates.GetHoursAsync(animal.FarmId, span.Place, first, end)).Select(hour => AnimalFact.From(hour)));
            }
        }
    }

    private async Task<IEnumerable<MilkingSession>> MilkingsAsync(int farmId, string animalId, long from)
    {
        var query = new HerdQuery
        { FarmId = farmId, Kind = HerdRecordKinds.Milkings.Name, Subject = animalId, From = from, Order = HerdRecordOrder.OldestFirst };
        return (await store.ListAsync(query, MaxMilkings, CancellationToken.None)).Select(HerdRecordKinds.Milkings.FromRecord)
            .Where(milking => !milking.Retracted);
    }
}
