using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Milking;
using SmartDairy.History.Herds;
using SmartDairy.Husbandry.Milking;

namespace SmartDairy.Api.GraphQL.Herds.Milking;

/// <summary>Milkings out of the store, without those that were taken back.</summary>
internal static class MilkingLists
{
    /// <summary>Longest span that is summed over a whole farm in one question.</summary>
    public const int MostFarmDays = 35;

    private const int MostAnimalDays = 500;
    private const int MostOfFarmDay = 100_000;
    private const int MostOfAnimal = 10_000;
    private const long Day = 86_400_000;

    public static readonly (string Member, string Value) NotRetracted = ("state", nameof(MilkingState.Retracted));

    /// <summary>A total for each day of the farm's calendar that lies in a span at least in part.</summary>
    /// <param name="animalId">Null for the whole farm.</param>
    /// <exception cref="InvalidArgumentException">The span is too long, or empty.</exception>
    public static async Task<IReadOnlyList<DailyMilk>> DailyAsync(
        IHerdStore store, FarmSnapshot farm, string? animalId, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        Span(from, to, animalId is null ? MostFarmDays : MostAnimalDays);
        var days = new FarmDays(TimeZoneInfo.FindSystemTimeZoneById(farm.TimeZone));
        var (first, last) = (days.At(from.ToUnixTimeMilliseconds()), days.At(to.ToUnixTimeMilliseconds() - 1));
        if (animalId is not null) return DailyMilk.Of(await ListAsync(store, farm.Id, animalId, first.Midnight, last.End, MostOfAnimal, cancel));

        // Day by day: a month of a large herd is not held at once.
        var totals = new List<DailyMilk>();
        for (var day = first; day.Midnight <= last.Midnight; day = day.Next())
            totals.AddRange(DailyMilk.Of(await ListAsync(store, farm.Id, null, day.Midnight, day.End, MostOfFarmDay, cancel)));
        return totals;
    }

    /// <summary>Milkings that began in a span, Unix milliseconds.</summary>
    public static async Task<IReadOnlyList<MilkingSession>> ListAsync(IHerdStore store, int farmId, string? animalId, long from, long to, int most, CancellationToken cancel)
    {
        var query = new HerdQuery { FarmId = farmId, Kind = HerdKinds.Milkings.Name, Subject = animalId, From = from, To = to, Except = NotRetracted };
        var rows = await store.ListAsync(query, most, cancel);
        var milkings = new List<MilkingSession>(rows.Count);
        foreach (var row in rows)
        {
            if (row.Time >= from) milkings.Add(HerdKinds.Milkings.Read(row));
        }
        return milkings;
    }

    /// <exception cref="InvalidArgumentException">Longer than so many days, or empty.</exception>
    public static void Span(DateTimeOffset from, DateTimeOffset to, int mostDays)
    {
        if (from >= to) throw new InvalidArgumentException("'from' must be before 'to'.");
        if ((to - from).TotalMilliseconds > mostDays * (double)Day) throw new InvalidArgumentException($"From 'from' to 'to' must be at most {mostDays} days.", "Ask for several shorter spans.");
    }
}
