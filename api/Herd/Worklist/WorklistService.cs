using System.Globalization;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Worklist;
using SmartDairy.GraphQL.Errors;
using SmartDairy.Husbandry.Worklist;

namespace SmartDairy.Api.Herd.Worklist;

/// <summary>Makes the list of a farm and a day.</summary>
public sealed class WorklistService(WorkFactsReader reader, TimeProvider time)
{
    private const int MaxDaysAhead = 14;
    private const int MaxDaysBack = 90;

    /// <summary>The list of a day: as it is now, as it was when that day ended, or what will be due as it begins.</summary>
    /// <param name="date">Of the farm's calendar; null for today.</param>
    /// <exception cref="InvalidArgumentException">No date, or more than 90 days back or 14 ahead.</exception>
    internal async Task<DailyWorklist> GetAsync(FarmSnapshot farm, string? date, CancellationToken cancellationToken)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(farm.TimeZone);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var today = new FarmCalendar(zone).DayAt(now);
        var day = date is null ? today : new FarmDay(ParseDate(date, today.Date), zone);
        var at = day.Start > now ? day.Start : Math.Min(now, day.End - 1);
        var facts = reader.ReadFactsAsync(farm.Id, at, cancellationToken);
        var done = reader.ReadHandledAsync(farm.Id, day, cancellationToken);
        await Task.WhenAll(facts, done);
        return new(day.Date, at, await facts, zone, await done);
    }

    private static DateOnly ParseDate(string text, DateOnly today)
    {
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            throw new InvalidArgumentException("'date' must be a date like 2026-03-10.");
        return date.DayNumber - today.DayNumber is >= -MaxDaysBack and <= MaxDaysAhead
            ? date
            : throw new InvalidArgumentException($"'date' must be at most {MaxDaysBack} days back and {MaxDaysAhead} days ahead; today is {today:yyyy-MM-dd}.");
    }
}

/// <summary>What the list of a day follows from, and the list.</summary>
internal sealed record DailyWorklist(DateOnly Date, long AsOf, WorklistInput Facts, TimeZoneInfo Zone, IReadOnlyList<WorkItemCompletion> Handled)
{
    /// <summary>What is left to do.</summary>
    public IReadOnlyList<WorkItem> Items { get; } = WorklistBuilder.Build(Facts, Zone, AsOf, Handled);

    /// <summary>What would be on it if nobody had done anything.</summary>
    public IReadOnlyList<WorkItem> RankIncludingHandled() => WorklistBuilder.Build(Facts, Zone, AsOf, []);
}
