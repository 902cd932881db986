namespace SmartDairy.History.Series;

/// <summary>
/// The buckets of a range, one after another, without a gap between them. Whole days start at local midnight (the first moment of the
/// local date) and several days are counted from Monday, 1 January of the year 1, so that seven days start on Monday. A shorter bucket
/// starts at local midnight and goes on in elapsed time, so that a day of daylight saving has 23 or 25 full hours; the last bucket of a
/// day ends with the day.
/// </summary>
internal sealed class BucketIterator
{
    private readonly TimeZoneInfo _zone;
    private readonly long _every;
    private readonly int _days;
    private int _day;
    private long _dayStart;
    private long _dayEnd;

    /// <summary>Stands at the bucket that holds <paramref name="from"/>.</summary>
    public BucketIterator(TimeSpan every, TimeZoneInfo zone, long from)
    {
        _zone = zone;
        _every = (long)every.TotalMilliseconds;
        _days = every.Ticks % TimeSpan.TicksPerDay == 0 ? every.Days : 0;
        var local = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(from), zone);
        _day = DateOnly.FromDateTime(local.DateTime).DayNumber;
        if (_days > 0)
        {
            _day -= _day % _days;
            Start = StartOfDay(_day);
            End = StartOfDay(_day + _days);
        }
        else
        {
            MoveToDay();
            Start = _dayStart + (Math.Max(from - _dayStart, 0) / _every * _every);
            End = Math.Min(Start + _every, _dayEnd);
        }

        while (End <= from)
        {
            Advance();
        }
    }

    /// <summary>Unix milliseconds, inclusive.</summary>
    public long Start { get; private set; }

    /// <summary>Unix milliseconds, exclusive.</summary>
    public long End { get; private set; }

    public void Advance()
    {
        do
        {
            Start = End;
            if (_days > 0)
            {
                _day += _days;
                End = StartOfDay(_day + _days);
                continue;
            }

            while (Start >= _dayEnd)
            {
                _day++;
                MoveToDay();
            }

            End = Math.Min(Start + _every, _dayEnd);
        }
        while (End <= Start); // A zone that skipped a date has a day without length.
    }

    private void MoveToDay()
    {
        _dayStart = StartOfDay(_day);
        _dayEnd = StartOfDay(_day + 1);
    }

    private long StartOfDay(int day)
    {
        var midnight = DateOnly.FromDayNumber(day).ToDateTime(TimeOnly.MinValue);
        while (_zone.IsInvalidTime(midnight))
        {
            // The clocks jumped over midnight: the day starts where they landed.
            midnight = midnight.AddMinutes(1);
        }

        var offset = _zone.IsAmbiguousTime(midnight) ? _zone.GetAmbiguousTimeOffsets(midnight).Max() : _zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUnixTimeMilliseconds();
    }
}
