namespace SmartDairy.Contracts.Farms;

/// <summary>One day of the farm's calendar, 23 to 25 hours long.</summary>
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

    /// <summary>Unix milliseconds of its first instant.</summary>
    public long Start { get; }

    /// <summary>Unix milliseconds of the next day's first instant.</summary>
    public long End { get; }

    public bool Contains(long at) => at >= Start && at < End;

    public FarmDay Next() => new(Date.AddDays(1), _zone);

    /// <summary>When the clock on the wall shows that time.</summary>
    public long AtTimeOfDay(TimeSpan timeOfDay) => ToUnixMilliseconds(Date, timeOfDay);

    private long ToUnixMilliseconds(DateOnly date, TimeSpan timeOfDay)
    {
        var local = date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified) + timeOfDay;
        // A wall time that the clock jumps over is the first one after the jump.
        while (_zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(30);
        }

        var offset = _zone.IsAmbiguousTime(local) ? _zone.GetAmbiguousTimeOffsets(local).Max() : _zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUnixTimeMilliseconds();
    }
}
