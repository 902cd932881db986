using System.Runtime.InteropServices;
using SmartDairy.Analytics.Cows;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Husbandry.Collars;

/// <summary>
/// Turns a collar's messages into whole hours. Its minutes are cumulative for the farm's day; their differences are spread over the time between two messages. Messages come
/// about in order of time; what comes later than it can work in makes an hour to be folded anew from history. It remembers the messages of the last three hours, 192 at most.
/// </summary>
public sealed class CollarFold(FarmDays days)
{
    private const long Window = 3 * WholeHour.Length;
    private const int Most = 192;

    /// <summary>Without a message, an hour is over so much later.</summary>
    private const long Patience = 30 * 60_000;

    private readonly List<CollarReport> _reports = [];
    private readonly SortedDictionary<long, CollarHour> _told = [];
    private readonly SortedDictionary<long, CollarHour> _changed = [];
    private readonly SortedSet<long> _late = [];
    private long _next = long.MinValue;
    private bool _forgot;

    public FarmDays Days => days;

    /// <summary>Takes a message in; the same twice is one.</summary>
    public void Add(ActivityReading reading)
    {
        var report = CollarReport.Of(reading, days);
        if (!report.SaysSomething)
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
                // Further than a gap behind it, the new message says nothing of the hours in between.
                Tell(from, now - from > 7 ? HourOf(newest.Time) + 1 : now);
                _next = Math.Max(_next, now);
            }

            Forget();
        }
        else
        {
            WorkIn(report);
        }
    }

    /// <summary>Moves on without a message: hours that ended well before that time (Unix milliseconds) are complete.</summary>
    public void Advance(long now)
    {
        if (_reports.Count == 0)
        {
            return;
        }

        var last = HourOf(_reports[^1].Time);
        if (_next <= last && now >= ((last + 1) * WholeHour.Length) + Patience)
        {
            Tell(_next, last + 1);
            _next = last + 1;
        }
    }

    /// <summary>The hours that are complete, or became others, since it was last asked; in order.</summary>
    public IReadOnlyList<CollarHour> Take()
    {
        if (_changed.Count == 0)
        {
            return [];
        }

        CollarHour[] taken = [.. _changed.Values];
        _changed.Clear();
        return taken;
    }

    /// <summary>Hours that came too late to be worked in, since it was last asked: to be folded anew by <see cref="Refold"/>.</summary>
    public IReadOnlyList<long> TakeLate()
    {
        if (_late.Count == 0)
        {
            return [];
        }

        long[] taken = [.. _late];
        _late.Clear();
        return taken;
    }

    /// <summary>One hour out of all the messages around it, from three hours before it to three hours after, in order of time. Null when nothing is known of it.</summary>
    public static CollarHour? Refold(FarmDays days, long hour, IReadOnlyList<Reading> around)
    {
        var reports = new List<CollarReport>(around.Count);
        for (var i = 0; i < around.Count; i++)
        {
            if (around[i].Family == ReadingFamily.Activity && CollarReport.Of(around[i], days) is { SaysSomething: true } report)
            {
                reports.Add(report);
            }
        }

        reports.Sort((left, right) => left.CompareTo(right));
        return WholeHour.Of(CollectionsMarshal.AsSpan(reports), hour);
    }

    private static long HourOf(long time) => Math.DivRem(time, WholeHour.Length).Quotient;

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
        if (_forgot && (at == 0 || first * WholeHour.Length < _reports[0].Time))
        {
            // What came before is forgotten here, and is needed for the hours it touches.
            var hour = HourOf(report.Time);
            for (var touched = hour - 1; touched <= hour + 1; touched++)
            {
                _late.Add(touched);
            }

            return;
        }

        _reports.Insert(at, report);
        Tell(Math.Max(first, HourOf(report.Time) - 6), Math.Min(_next, HourOf(_reports[at + 1].Time) + 1));
    }

    /// <summary>Hours from one to before another, if they are others than was told.</summary>
    private void Tell(long from, long to)
    {
        var reports = CollectionsMarshal.AsSpan(_reports);
        for (var hour = from; hour < to; hour++)
        {
            if (WholeHour.Of(reports, hour) is { } whole && !(_told.TryGetValue(hour, out var told) && told.Equals(whole)))
            {
                _told[hour] = whole;
                _changed[hour] = whole;
            }
        }
    }

    private void Forget()
    {
        var from = _reports[^1].Time - Window;
        var old = 0;
        while (old < _reports.Count - 3 && (_reports[old + 1].Time < from || _reports.Count - old > Most))
        {
            old++;
        }

        // In blocks, so that most messages move nothing.
        if (old >= 3 && old >= _reports.Count / 8)
        {
            _reports.RemoveRange(0, old);
            _forgot = true;
            var first = HourOf(_reports[0].Time);
            while (_told.Count > 0 && _told.First().Key < first)
            {
                _told.Remove(_told.First().Key);
            }
        }
    }
}
