namespace SmartDairy.Contracts.Farms;

/// <summary>One local day of the farm, usually 23 to 25 hours long.</summary>
public sealed class FarmDay
{
    private readonly TimeZoneInfo _zone;

    public FarmDay(DateOnly date, TimeZoneInfo zone)
    {
        (Date, _zone) = (date, zone);
        Start = ToUnixMilliseconds(date, TimeSpan.Zero);
        End = ToUnixMilliseconds(date.AddDays(1), TimeSpan.Zero);
    }

    public DateOnly Date { get; }

    /// <summary>First instant of the day, Unix milliseconds.</summary>
    public long Start { get; }

    /// <summary>First instant of the next day, Unix milliseconds.</summary>
    public long End { get; }

    public bool Contains(long at) => at >= Start && at < End;

    public FarmDay Next() => new(Date.AddDays(1), _zone);

    /// <summary>
    /// The instant of a local time of day, Unix milliseconds. A time skipped by a clock change is advanced in steps of 30 minutes until it
    /// exists; a repeated time is its first occurrence.
    /// </summary>
    public long AtTimeOfDay(TimeSpan timeOfDay) => ToUnixMilliseconds(Date, timeOfDay);

    private long ToUnixMilliseconds(DateOnly date, TimeSpan timeOfDay)
    {
        var local = date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified) + timeOfDay;
        // A local time skipped by a clock change does not exist: advance it until it does.
        while (_zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(30);
        }

        var offset = _zone.IsAmbiguousTime(local) ? _zone.GetAmbiguousTimeOffsets(local).Max() : _zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUnixTimeMilliseconds();
    }
}
