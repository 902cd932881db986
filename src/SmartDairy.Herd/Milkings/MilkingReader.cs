using SmartDairy.Contracts;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Milking;
using SmartDairy.History.Herds;
using SmartDairy.Husbandry.Milking;

namespace SmartDairy.Herd.Milkings;

/// <summary>Reads milkings out of the store, without those that were retracted.</summary>
public static class MilkingReader
{
    /// <summary>Days of the longest span that is summed over a whole farm at once.</summary>
    public const int MaxFarmDays = 35;

    /// <summary>Days of the longest span that is summed over one animal at once.</summary>
    public const int MaxAnimalDays = 500;

    private const int MaxMilkingsPerFarmDay = 100_000;
    private const int MaxMilkingsPerAnimal = 10_000;
    private static readonly (string Member, string Value) NotRetracted = ("state", nameof(MilkingState.Retracted));

    /// <summary>
    /// A total for each day of the farm's calendar that lies in a span at least in part; days without a milking are left out.
    /// </summary>
    /// <param name="store">Holds the milkings.</param>
    /// <param name="farm">Farm of the milkings.</param>
    /// <param name="animalId">Null for the whole farm.</param>
    /// <param name="from">Beginning of the span, Unix milliseconds; before <paramref name="to"/>.</param>
    /// <param name="to">End of the span, exclusive, Unix milliseconds.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public static async Task<IReadOnlyList<DailyMilk>> ReadDailyTotalsAsync(
        IHerdStore store, FarmSnapshot farm, string? animalId, long from, long to, CancellationToken cancellationToken)
    {
        var days = new FarmCalendar(TimeZoneInfo.FindSystemTimeZoneById(farm.TimeZone));
        var (first, last) = (days.DayAt(from), days.DayAt(to - 1));
        if (animalId is not null)
        {
            return DailyMilk.FromMilkings(
                await ReadAsync(store, farm.Id, animalId, first.Start, last.End, MaxMilkingsPerAnimal, cancellationToken));
        }

        // Day by day: a month of a large herd is not held at once.
        var totals = new List<DailyMilk>();
        for (var day = first; day.Start <= last.Start; day = day.Next())
        {
            totals.AddRange(
                DailyMilk.FromMilkings(
                    await ReadAsync(store, farm.Id, null, day.Start, day.End, MaxMilkingsPerFarmDay, cancellationToken)));
        }

        return totals;
    }

    /// <summary>Milkings that began in a span, the newest first.</summary>
    /// <param name="store">Holds the milkings.</param>
    /// <param name="farmId">Farm of the milkings.</param>
    /// <param name="animalId">Null for the whole farm.</param>
    /// <param name="from">Beginning of the span, Unix milliseconds.</param>
    /// <param name="to">End of the span, exclusive, Unix milliseconds.</param>
    /// <param name="limit">Milkings that are read at most.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public static async Task<IReadOnlyList<MilkingSession>> ReadAsync(
        IHerdStore store, int farmId, string? animalId, long from, long to, int limit, CancellationToken cancellationToken)
    {
        var rows = await store.ListAsync(CreateQuery(farmId, animalId, from, to), limit, cancellationToken);
        var milkings = new List<MilkingSession>(rows.Count);
        foreach (var row in rows)
        {
            if (row.Time >= from)
            {
                milkings.Add(HerdRecordKinds.Milkings.FromRecord(row));
            }
        }

        return milkings;
    }

    /// <summary>One page of milkings that touch a span, the newest first.</summary>
    /// <param name="store">Holds the milkings.</param>
    /// <param name="farmId">Farm of the milkings.</param>
    /// <param name="animalId">Null for the whole farm.</param>
    /// <param name="from">Milkings that ended before are left out, Unix milliseconds; null for no bound.</param>
    /// <param name="to">Milkings that began then or later are left out, Unix milliseconds; null for no bound.</param>
    /// <param name="first">Rows of the page.</param>
    /// <param name="after">Cursor of the row before the page; null for the first page.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public static Task<Page<HerdRecord>> ReadPageAsync(
        IHerdStore store, int farmId, string? animalId, long? from, long? to, int first, string? after, CancellationToken cancellationToken)
        => store.GetPageAsync(CreateQuery(farmId, animalId, from, to), first, after, cancellationToken);

    private static HerdQuery CreateQuery(int farmId, string? animalId, long? from, long? to)
        => new()
        { FarmId = farmId, Kind = HerdRecordKinds.Milkings.Name, Subject = animalId, From = from, To = to, BodyNotEquals = NotRetracted };
}
