using System.Globalization;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Refusals;

namespace SmartDairy.Herd.Worklist;

/// <summary>Builds the worklist of a farm and a day.</summary>
public sealed class WorklistService(WorkFactsReader reader, TimeProvider time)
{
    private const int MaxDaysAhead = 14;
    private const int MaxDaysBack = 90;

    /// <summary>The list of a day: as it is now, as it was when a past day ended, or as it will be when a coming day begins.</summary>
    /// <param name="farm">Farm of the list.</param>
    /// <param name="date">Day of the farm's calendar as yyyy-MM-dd; null for today.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="RefusedException">INVALID_ARGUMENT: the text is no date, or the day is more than 90 days back or 14
    /// ahead.</exception>
    public async Task<DailyWorklist> GetAsync(FarmSnapshot farm, string? date, CancellationToken cancellationToken)
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
        {
            throw new RefusedException(RefusalKind.InvalidArgument, "'date' must be a date like 2026-03-10.");
        }

        return date.DayNumber - today.DayNumber is >= -MaxDaysBack and <= MaxDaysAhead
            ? date
            : throw new RefusedException(
                RefusalKind.InvalidArgument,
                $"'date' must be at most {MaxDaysBack} days back and {MaxDaysAhead} days ahead; today is {today:yyyy-MM-dd}.");
    }
}
