using System.Runtime.InteropServices;
using SmartDairy.Analytics.Cows;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Husbandry.Collars;

/// <summary>
/// Turns a collar's messages into whole hours. The minutes of a message are cumulative for the farm's day, and their differences are spread
/// over the time between two messages. The fold remembers the messages of the last three hours, 192 at most; a message that comes too late
/// for them makes its hours late, to be derived from history.
/// </summary>
public sealed class CollarFold(FarmCalendar days)
{
    private const long Window = 3 * CollarHourCalculator.HourMs;
    private const int MaxReports = 192;

    /// <summary>The wait after an hour's end, by the clock, until the hour is complete without a later message.</summary>
    private const long SilenceTimeoutMs = 30 * 60_000;

    private readonly List<CollarReport> _reports = [];
    private readonly SortedDictionary<long, CollarHour> _emitted = [];
    private readonly SortedDictionary<long, CollarHour> _changed = [];
    private readonly SortedSet<long> _late = [];
    private long _next = long.MinValue;
    private bool _hasTrimmed;

    public FarmCalendar Days => days;

    /// <summary>Adds a message; the same message twice counts once.</summary>
    public void Add(ActivityReading reading)
    {
        var report = CollarReport.FromReading(reading, days);
        if (!report.HasValues)
        {
            return;
        }

        if (_reports.Count == 0)
        {
            _reports.Add(report);
            _next = HourOf(report.Time);
            return;
        }

        var newest = _reports[^1];
        if (report.CompareTo(newest) > 0)
        {
            _reports.Add(report);
            var (from, now) = (Math.Min(HourOf(newest.Time), _next), HourOf(report.Time));
            if (now > from)
            {
                // After a longer gap the new message says nothing about the hours in between.
                EmitChangedHours(from, now - from > 7 ? HourOf(newest.Time) + 1 : now);
                _next = Math.Max(_next, now);
            }

            TrimReports();
        }
        else
        {
            WorkIn(report);
        }
    }

    /// <summary>Moves the clock on, Unix milliseconds: hours that ended well before it are complete.</summary>
    public void Advance(long now)
    {
        if (_reports.Count == 0)
        {
            return;
        }

        var last = HourOf(_reports[^1].Time);
        if (_next <= last && now >= ((last + 1) * CollarHourCalculator.HourMs) + SilenceTimeoutMs)
        {
            EmitChangedHours(_next, last + 1);
            _next = last + 1;
        }
    }

    /// <summary>The hours that became complete, or changed, since the last call; in order.</summary>
    public IReadOnlyList<CollarHour> DrainHours()
    {
        if (_changed.Count == 0)
        {
            return [];
        }

        CollarHour[] taken = [.. _changed.Values];
        _changed.Clear();
        return taken;
    }

    /// <summary>The hours since the last call that messages came too late for: to be derived by <see cref="RecomputeHour"/>.</summary>
    public IReadOnlyList<long> DrainLateHours()
    {
        if (_late.Count == 0)
        {
            return [];
        }

        long[] taken = [.. _late];
        _late.Clear();
        return taken;
    }

    /// <summary>
    /// Derives one hour from the messages from three hours before it to three hours after it, in order of time. Null when nothing is known
    /// of the hour.
    /// </summary>
    public static CollarHour? RecomputeHour(FarmCalendar days, long hour, IReadOnlyList<Reading> readings)
    {
        var reports = new List<CollarReport>(readings.Count);
        for (var i = 0; i < readings.Count; i++)
        {
            if (readings[i].Family == ReadingFamily.Activity && CollarReport.FromReading(readings[i], days) is { HasValues: true } report)
            {
                reports.Add(report);
            }
        }

        reports.Sort((left, right) => left.CompareTo(right));
        return CollarHourCalculator.Calculate(CollectionsMarshal.AsSpan(reports), hour);
    }

    private static long HourOf(long time) => Math.DivRem(time, CollarHourCalculator.HourMs).Quotient;

    private void WorkIn(in CollarReport report)
    {
        var at = _reports.Count;
        while (at > 0 && report.CompareTo(_reports[at - 1]) < 0)
        {
            at--;
        }

        if (at > 0 && report.CompareTo(_reports[at - 1]) == 0)
        {
            return;
        }

        var first = HourOf(at == 0 ? report.Time : _reports[at - 1].Time);
        if (_hasTrimmed && (at == 0 || first * CollarHourCalculator.HourMs < _reports[0].Time))
        {
            // The message before this one is forgotten, and the hours around need it.
            var hour = HourOf(report.Time);
            for (var touched = hour - 1; touched <= hour + 1; touched++)
            {
                _late.Add(touched);
            }

            return;
        }

        _reports.Insert(at, report);
        EmitChangedHours(Math.Max(first, HourOf(report.Time) - 6), Math.Min(_next, HourOf(_reports[at + 1].Time) + 1));
    }

    /// <summary>Emits the hours of a span (end exclusive) that differ from what was emitted before.</summary>
    private void EmitChangedHours(long from, long to)
    {
        var reports = CollectionsMarshal.AsSpan(_reports);
        for (var hour = from; hour < to; hour++)
        {
            if (CollarHourCalculator.Calculate(reports, hour) is { } whole
                && !(_emitted.TryGetValue(hour, out var told) && told.Equals(whole)))
            {
                _emitted[hour] = whole;
                _changed[hour] = whole;
            }
        }
    }

    private void TrimReports()
    {
        var from = _reports[^1].Time - Window;
        var old = 0;
        while (old < _reports.Count - 3 && (_reports[old + 1].Time < from || _reports.Count - old > MaxReports))
        {
            old++;
        }

        // Trimming in blocks keeps most messages from moving the list.
        if (old >= 3 && old >= _reports.Count / 8)
        {
            _reports.RemoveRange(0, old);
            _hasTrimmed = true;
            var first = HourOf(_reports[0].Time);
            while (_emitted.Count > 0 && _emitted.First().Key < first)
            {
                _emitted.Remove(_emitted.First().Key);
            }
        }
    }
}
