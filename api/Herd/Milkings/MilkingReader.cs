using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Milking;
using SmartDairy.GraphQL.Errors;
using SmartDairy.History.Herds;
using SmartDairy.Husbandry.Milking;

namespace SmartDairy.Api.Herd.Milkings;

/// <summary>Milkings out of the store, without those that were taken back.</summary>
internal static class MilkingReader
{
    /// <summary>Longest span that is summed over a whole farm in one question.</summary>
    public const int MaxFarmDays = 35;

    private const int MaxAnimalDays = 500;
    private const int MaxMilkingsPerFarmDay = 100_000;
    private const int MaxMilkingsPerAnimal = 10_000;
    private const long Day = 86_400_000;

    public static readonly (string Member, string Value) NotRetracted = ("state", nameof(MilkingState.Retracted));

    /// <summary>A total for each day of the farm's calendar that lies in a span at least in part.</summary>
    /// <param name="animalId">Null for the whole farm.</param>
    /// <exception cref="InvalidArgumentException">The span is too long, or empty.</exception>
    public static async Task<IReadOnlyList<DailyMilk>> ReadDailyTotalsAsync(
        IHerdStore store, FarmSnapshot farm, string? animalId, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        RequireSpan(from, to, animalId is null ? MaxFarmDays : MaxAnimalDays);
        var days = new FarmCalendar(TimeZoneInfo.FindSystemTimeZoneById(farm.TimeZone));
        var (first, last) = (days.DayAt(from.ToUnixTimeMilliseconds()), days.DayAt(to.ToUnixTimeMilliseconds() - 1));
        if (animalId is not null) return DailyMilk.FromMilkings(await ReadAsync(store, farm.Id, animalId, first.Start, last.End, MaxMilkingsPerAnimal, cancellationToken));

        // Day by day: a month of a large herd is not held at once.
        var totals = new List<DailyMilk>();
        for (var day = first; day.Start <= last.Start; day = day.Next())
            totals.AddRange(DailyMilk.FromMilkings(await ReadAsync(store, farm.Id, null, day.Start, day.End, MaxMilkingsPerFarmDay, cancellationToken)));
        return totals;
    }

    /// <summary>Milkings that began in a span, Unix milliseconds.</summary>
    public static async Task<IReadOnlyList<MilkingSession>> ReadAsync(IHerdStore store, int farmId, string? animalId, long from, long to, int limit, CancellationToken cancellationToken)
    {
        var query = new HerdQuery { FarmId = farmId, Kind = HerdRecordKinds.Milkings.Name, Subject = animalId, From = from, To = to, BodyNotEquals = NotRetracted };
        var rows = await store.ListAsync(query, limit, cancellationToken);
        var milkings = new List<MilkingSession>(rows.Count);
        foreach (var row in rows)
        {
            if (row.Time >= from) milkings.Add(HerdRecordKinds.Milkings.FromRecord(row));
        }
        return milkings;
    }

    /// <exception cref="InvalidArgumentException">Longer than so many days, or empty.</exception>
    public static void RequireSpan(DateTimeOffset from, DateTimeOffset to, int maxDays)
    {
        if (from >= to) throw new InvalidArgumentException("'from' must be before 'to'.");
        if ((to - from).TotalMilliseconds > maxDays * (double)Day) throw new InvalidArgumentException($"From 'from' to 'to' must be at most {maxDays} days.", "Ask for several shorter spans.");
    }
}
