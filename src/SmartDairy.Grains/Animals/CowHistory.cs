using SmartDairy.Analytics.Cows;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Readings;
using SmartDairy.History;
using SmartDairy.History.Herds;
using SmartDairy.History.Registry;
using SmartDairy.Husbandry.AnimalEvents;
using SmartDairy.Husbandry.Animals;
using SmartDairy.Husbandry.Bindings;
using SmartDairy.Husbandry.Collars;

namespace SmartDairy.Grains.Animals;

/// <summary>Tells a cow's detectors what history has of her, by the same folds that told them live.</summary>
public sealed class CowHistory(IRegistry registry, IHistory history, IHerdStore store, PlaceClimateHistory climates, TimeProvider time)
{
    /// <summary>What detectors need to know her normal again.</summary>
    public const long LearningWindowMs = 45 * ReproductionIntervals.Day;

    /// <summary>A collar's hour needs what it said before.</summary>
    private const long CollarLeadMs = 3 * Hour;

    private const long Hour = 3_600_000;
    private const int MaxEvents = 10_000;
    private const int MaxMilkings = 10_000;
    private const int MaxDetections = 1_000;

    /// <summary>Everything ever told of her, the retracted too, in the order it was told, with the farm's revision of each.</summary>
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

    /// <summary>Her detections, the retracted too, that lasted at that time (Unix milliseconds) or began after, the newest first.</summary>
    public async Task<IReadOnlyList<Detection>> DetectionsAsync(int farmId, string animalId, long from)
    {
        var query = new HerdQuery { FarmId = farmId, Kind = HerdRecordKinds.Detections.Name, Subject = $"animal/{animalId}", From = from, Order = HerdRecordOrder.NewestFirst };
        return [.. (await store.ListAsync(query, MaxDetections, CancellationToken.None)).Select(HerdRecordKinds.Detections.FromRecord)];
    }

    /// <summary>The farm's days; those of UTC when there is no such farm.</summary>
    public async Task<FarmCalendar> GetFarmDaysAsync(int farmId)
        => new(await registry.FindFarmAsync(farmId, CancellationToken.None) is { } farm && TimeZoneInfo.TryFindSystemTimeZoneById(farm.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc);

    /// <summary>
    /// Tells detectors what her collars and meters said and how hot she had it from that time on (Unix milliseconds), in order, together with events. Collars are hers as the book says.
    /// </summary>
    /// <returns>The hours of collars that were hers.</returns>
    public async Task<IReadOnlyList<(string Collar, long Hour)>> ReplayAsync(CowMonitor monitor, AnimalRegistration animal, BindingSet book, FarmCalendar days, IEnumerable<AnimalEvent> events, long from)
    {
        var told = new List<(long Time, Action Tell)>();
        foreach (var happened in AnimalStatusFold.InEventOrder(events))
        {
            told.Add((happened.Time, () => monitor.Observe(happened)));
        }

        var hours = new List<(string, long)>();
        foreach (var worn in await GetWornCollarsAsync(animal, book))
        {
            if (worn.To is { } end && end <= from)
            {
                continue;
            }

            if (worn.From > from)
            {
                told.Add((worn.From, () => monitor.ObserveCollarChange(worn.From)));
            }

            foreach (var hour in await GetCollarHoursAsync(animal.FarmId, worn, days, from))
            {
                told.Add(((hour.Hour + 1) * Hour, () => monitor.Observe(hour)));
                hours.Add((worn.Collar, hour.Hour));
            }
        }

        foreach (var hour in await ClimateAsync(animal, book, from))
        {
            told.Add(((hour.Hour + 1) * Hour, () => monitor.Observe(hour)));
        }

        foreach (var milking in await MilkingsAsync(animal.FarmId, animal.Id, from))
        {
            told.Add((milking.EndedAt ?? milking.StartedAt, () => monitor.Observe(milking)));
        }

        foreach (var (_, tell) in told.OrderBy(one => one.Time))
        {
            tell();
        }

        return hours;
    }

    /// <summary>What a collar said from that time on, Unix milliseconds, in order.</summary>
    public IAsyncEnumerable<IReadOnlyList<Reading>> ScanCollarAsync(int farmId, string collarId, long from, long to)
        => history.ScanAsync(new HistoryScan { FarmId = farmId, Families = [ReadingFamily.Activity], DeviceIds = [collarId], From = from, To = to }, CancellationToken.None);

    /// <summary>Which collars she wore when; her registered one from the beginning when no binding was told.</summary>
    public async Task<IReadOnlyList<WornCollar>> GetWornCollarsAsync(AnimalRegistration animal, BindingSet book)
    {
        var told = book.ForAnimal(BindingKind.Collar, animal.Id);
        if (told.Count > 0)
        {
            return [.. told.Select(binding => new WornCollar(binding.Target, binding.From, binding.To))];
        }

        var registered = await registry.ListDevicesOfAnimalAsync(animal.FarmId, animal.Id, CancellationToken.None);
        return
        [
            .. registered.Where(device => device.Type == DeviceType.ActivityCollar && !book.HasBindings(BindingKind.Collar, device.Id))
                .Select(device => new WornCollar(device.Id, BindingPlan.Beginning, null)),
        ];
    }

    private async Task<List<ClimateHour>> ClimateAsync(AnimalRegistration animal, BindingSet book, long from)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var hours = new List<ClimateHour>();
        foreach (var (place, since, until) in Places(animal, book))
        {
            var (first, before) = (Math.Max(since, from) / Hour, Math.Min(until ?? long.MaxValue, now) / Hour);
            if (first < before)
            {
                hours.AddRange(await climates.GetHoursAsync(animal.FarmId, place, first, before));
            }
        }

        return hours;
    }

    /// <summary>Where she was kept when, Unix milliseconds; as she was registered when no binding was told.</summary>
    private static IEnumerable<(string Place, long From, long? To)> Places(AnimalRegistration animal, BindingSet book)
    {
        var told = book.ForAnimal(BindingKind.Place, animal.Id);
        return told.Count > 0 ? told.Select(span => (span.Target, span.From, span.To))
            : animal.Place is { } place ? [(place, BindingPlan.Beginning, null)]
            : [];
    }

    private async Task<List<CollarHour>> GetCollarHoursAsync(int farmId, WornCollar worn, FarmCalendar days, long from)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var first = Math.Max(worn.From, from);

        // What it says afterwards is not of her, and ends her last hour.
        var end = Math.Min(worn.To is { } to ? to + CollarLeadMs : long.MaxValue, now + Hour);
        var hours = new SortedDictionary<long, CollarHour>();
        var fold = new CollarFold(days);
        await foreach (var batch in ScanCollarAsync(farmId, worn.Collar, first - CollarLeadMs, end))
        {
            foreach (var reading in batch)
            {
                fold.Add((ActivityReading)reading);
            }

            Take();
        }

        fold.Advance(Math.Min(end, now));
        Take();
        return [.. hours.Values];

        void Take()
        {
            foreach (var hour in fold.DrainHours())
            {
                // An hour in which she got it or lost it is nobody's.
                if (hour.Hour * Hour >= first && (worn.To is null || (hour.Hour + 1) * Hour <= worn.To))
                {
                    hours[hour.Hour] = hour;
                }
            }
        }
    }

    private async Task<IEnumerable<MilkingSession>> MilkingsAsync(int farmId, string animalId, long from)
    {
        var query = new HerdQuery { FarmId = farmId, Kind = HerdRecordKinds.Milkings.Name, Subject = animalId, From = from, Order = HerdRecordOrder.OldestFirst };
        return (await store.ListAsync(query, MaxMilkings, CancellationToken.None)).Select(HerdRecordKinds.Milkings.FromRecord).Where(milking => !milking.Retracted);
    }

    /// <summary>A collar she wore in a span; <paramref name="To"/> exclusive, null while she wears it. Unix milliseconds.</summary>
    public readonly record struct WornCollar(string Collar, long From, long? To);
}
