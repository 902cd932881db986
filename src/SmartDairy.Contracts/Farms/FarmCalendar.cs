namespace SmartDairy.Contracts.Farms;

/// <summary>The farm's local days in Unix milliseconds; remembers the last one, since messages come in the order of time.</summary>
public sealed class FarmCalendar(TimeZoneInfo zone)
{
    private FarmDay? _last;

    public TimeZoneInfo Zone => zone;

    public FarmDay DayAt(long unixMilliseconds)
    {
        var last = _last;
        if (last is not null && last.Contains(unixMilliseconds))
        {
            return last;
        }

        var local = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds), zone);
        var day = new FarmDay(DateOnly.FromDateTime(local.DateTime), zone);
        _last = day;
        return day;
    }
}
