using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Grains.Alerts;

/// <summary>Spans of the day in which a contact is not notified.</summary>
public static class QuietHours
{
    // Adjacent windows count as one; a chain of more windows than this is cut.
    private const int MaxWindows = 14;

    /// <summary>The time itself when it lies in no window, else the end of the adjacent windows it lies in. Unix milliseconds.</summary>
    public static long EndOfQuiet(IReadOnlyList<ScheduleWindow> windows, TimeZoneInfo zone, long time)
    {
        for (var i = 0; i < MaxWindows; i++)
        {
            var before = time;
            foreach (var window in windows)
            {
                time = EndOfWindow(window, zone, time);
            }

            if (time == before)
            {
                break;
            }
        }

        return time;
    }

    private static long EndOfWindow(ScheduleWindow window, TimeZoneInfo zone, long time)
    {
        var local = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(time), zone).DateTime;
        for (var back = 0; back <= 1; back++)
        {
            var day = local.Date.AddDays(-back);
            if (window.Days is { Count: > 0 } days && !days.Contains(day.DayOfWeek))
            {
                continue;
            }

            var from = day + window.From.ToTimeSpan();
            var to = day + window.To.ToTimeSpan();
            if (to <= from)
            {
                to = to.AddDays(1);
            }

            if (local >= from && local < to)
            {
                return Utc(to, zone);
            }
        }

        return time;
    }

    /// <summary>Converts a local time. A time that daylight saving skips becomes the first one after the gap.</summary>
    private static long Utc(DateTime local, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUnixTimeMilliseconds();
    }
}
