using System.Globalization;
using SmartDairy.Contracts.Farms;

namespace SmartDairy.Husbandry.Worklist;

/// <summary>A moment on a farm, and the farm's way to write times.</summary>
/// <param name="at">Unix milliseconds.</param>
internal sealed class FarmInstant(long at, TimeZoneInfo zone)
{
    private const long Hour = 3_600_000;

    public long At => at;

    public FarmDay Today { get; } = new FarmCalendar(zone).DayAt(at);

    public DateOnly DateOf(long time) => DateOnly.FromDateTime(Local(time));

    /// <summary>Midnights from that time to the moment: 0 on the same day of the farm's calendar, negative for a later day.</summary>
    public int DaysSince(long time) => Today.Date.DayNumber - DateOf(time).DayNumber;

    /// <summary>The beginning of the day that is a number of days after the day of a time.</summary>
    public long MidnightAfter(long time, int daysLater) => new FarmDay(DateOf(time).AddDays(daysLater), zone).Start;

    /// <summary>A time of day on the farm, with the date unless it is today.</summary>
    public string Format(long time) =>
        Local(time).ToString(DateOf(time) == Today.Date ? "HH:mm" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static string Format(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Whole hours from that time to the moment.</summary>
    public long HoursSince(long time) => (at - time) / Hour;

    private DateTime Local(long time) => TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(time), zone).DateTime;
}
