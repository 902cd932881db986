using System.Globalization;
using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Worklist;
using SmartDairy.Husbandry.Worklist;

namespace SmartDairy.Api.GraphQL.Herds.Worklist;

/// <summary>Makes the list of a farm and a day.</summary>
public sealed class WorklistDesk(WorklistReader reader, TimeProvider time)
{
    private const int DaysAhead = 14;
    private const int DaysBack = 90;

    /// <summary>The list of a day: as it is now, as it was when that day ended, or what will be due as it begins.</summary>
    /// <param name="date">Of the farm's calendar; null for today.</param>
    /// <exception cref="InvalidArgumentException">No date, or more than 90 days back or 14 ahead.</exception>
    internal async Task<DayList> ListAsync(FarmSnapshot farm, string? date, CancellationToken cancel)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(farm.TimeZone);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var today = new FarmDays(zone).At(now);
        var day = date is null ? today : new FarmDay(DateOf(date, today.Date), zone);
        var at = day.Midnight > now ? day.Midnight : Math.Min(now, day.End - 1);
        var facts = reader.FactsAsync(farm.Id, at, cancel);
        var done = reader.DoneAsync(farm.Id, day, cancel);
        await Task.WhenAll(facts, done);
        return new(day.Date, at, await facts, zone, await done);
    }

    private static DateOnly DateOf(string text, DateOnly today)
    {
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            throw new InvalidArgumentException("'date' must be a date like 2026-03-10.");
        return date.DayNumber - today.DayNumber is >= -DaysBack and <= DaysAhead
            ? date
            : throw new InvalidArgumentException($"'date' must be at most {DaysBack} days back and {DaysAhead} days ahead; today is {today:yyyy-MM-dd}.");
    }
}

/// <summary>What the list of a day follows from, and the list.</summary>
internal sealed record DayList(DateOnly Date, long At, WorkFacts Facts, TimeZoneInfo Zone, IReadOnlyList<WorkDone> Done)
{
    /// <summary>What is left to do.</summary>
    public IReadOnlyList<WorkItem> Left { get; } = WorkRanking.Rank(Facts, Zone, At, Done);

    /// <summary>What would be on it if nobody had done anything.</summary>
    public IReadOnlyList<WorkItem> All() => WorkRanking.Rank(Facts, Zone, At, []);
}
