namespace SmartDairy.Contracts.Farms;

/// <summary>
/// Finds the farm's local day for a time in Unix milliseconds. Caches the last day, because messages arrive roughly in time order.
/// </summary>
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
