using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Rules.Compilation;

/// <summary>
/// A schedule in a time zone. Windows are in local wall-clock time: an hour repeated by a clock change counts both times, a skipped hour
/// never.
/// </summary>
internal sealed class LocalSchedule(RuleSchedule schedule, TimeZoneInfo zone)
{
    /// <summary>True when alerts may open at a time.</summary>
    /// <param name="time">Unix milliseconds.</param>
    public bool Allows(long time)
    {
        var local = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(time), zone).DateTime;
        return IsInWindow(local) != schedule.Quiet;
    }

    /// <summary>
    /// The start of the next period after a time in which alerts may open, Unix milliseconds; null when there is none within nine days.
    /// </summary>
    public long? FindNextOpening(long time)
    {
        var candidates = new SortedSet<long>();
        var day = DateTimeOffset.FromUnixTimeMilliseconds(time).UtcDateTime.Date.AddDays(-2);
        for (var i = 0; i < 12; i++, day = day.AddDays(1))
        {
            var offsets = (zone.GetUtcOffset(day), Later: zone.GetUtcOffset(day.AddDays(1)));
            if (offsets.Item1 != offsets.Later)
            {
                candidates.Add(FindOffsetChange(day, offsets.Item1));
            }

            foreach (var window in schedule.Windows)
            {
                foreach (var edge in (ReadOnlySpan<TimeOnly>)[window.From, window.To])
                {
                    var local = day + edge.ToTimeSpan();
                    candidates.Add(ToUnixMilliseconds(local - offsets.Item1));
                    candidates.Add(ToUnixMilliseconds(local - offsets.Later));
                    candidates.Add(ToUnixMilliseconds(local - zone.GetUtcOffset(day.AddDays(-1))));
                }
            }
        }

        foreach (var candidate in candidates)
        {
            if (candidate > time && Allows(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    private bool IsInWindow(DateTime local)
    {
        var time = TimeOnly.FromDateTime(local);
        foreach (var window in schedule.Windows)
        {
            var crosses = window.To <= window.From;
            if ((time >= window.From && (crosses || time < window.To) && OnDay(window, local.DayOfWeek))
                || (crosses && time < window.To && OnDay(window, local.AddDays(-1).DayOfWeek)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool OnDay(ScheduleWindow window, DayOfWeek day) => window.Days is not { Count: > 0 } days || days.Contains(day);

    private static long ToUnixMilliseconds(DateTime utc)
        => new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)).ToUnixTimeMilliseconds();

    private long FindOffsetChange(DateTime day, TimeSpan before)
    {
        var (low, high) = (ToUnixMilliseconds(day), ToUnixMilliseconds(day.AddDays(1)));
        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            (low, high) = zone.GetUtcOffset(DateTimeOffset.FromUnixTimeMilliseconds(middle)) == before ? (middle, high) : (low, middle);
        }

        return high;
    }
}
