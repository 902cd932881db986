using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Husbandry.Milking;

/// <summary>
/// Puts the messages of one meter together into milkings, in whatever order and however often they come. Messages belong together by the meter's name for the session,
/// else by the beginning they name, else by time. It remembers the stall's last milkings; what is about an older one is to be folded anew from history
/// (<see cref="TakeLate"/>). Parlor, stall, interval and expectation are not its to know.
/// </summary>
public sealed class MilkingFold(FarmDays days, MilkingFoldOptions? options = null)
{
    private const int MostLoose = 512;

    private readonly MilkingFoldOptions _options = options ?? new();
    private readonly List<Entry> _entries = [];
    private readonly List<MilkingSession> _ready = [];
    private readonly List<MilkingReading> _loose = [];
    private readonly List<long> _late = [];
    private List<Entry> _orphans = [];
    private bool _looseChanged;
    private bool _dirty;
    private long _now = long.MinValue;

    public FarmDays Days => days;

    /// <summary>What began at or before it is not remembered any more; Unix milliseconds.</summary>
    public long Horizon { get; private set; } = long.MinValue;

    /// <summary>When the newest milking began, and how far it is known; null when none is remembered.</summary>
    public MilkingSession? Newest => _entries.Count == 0 ? null : _entries[^1].Build(days, _entries[^1].TimedOut(_now, _options));

    /// <summary>When the earliest end that is waited for is given up; null when none is waited for.</summary>
    public long? NextDeadline => _entries.Count == 0 || _entries[^1].EndedAt is not null || _entries[^1].TimedOut(_now, _options) ? null : _entries[^1].Deadline(_options);

    public void Add(MilkingReading reading)
    {
        var anchor = reading.StartedAt ?? reading.Time;
        var keyed = reading.SessionId is not null || reading.StartedAt is not null || reading.Phase == MilkingPhase.Start;
        var entry = keyed ? Find(reading, anchor) : null;
        if (entry is null && anchor <= Horizon)
        {
            if (!_late.Contains(anchor))
            {
                _late.Add(anchor);
            }

            return;
        }

        if (!keyed)
        {
            AddLoose(reading);
            return;
        }

        entry ??= Insert(new Entry(new MilkingDraft(reading)), anchor);
        if (entry.Draft.Add(reading))
        {
            Reposition(entry);
            (entry.Dirty, _dirty) = (true, true);
            _looseChanged |= _loose.Count > 0;
            Trim();
        }
    }

    /// <summary>Moves on without a message: milkings whose end is overdue at that time (Unix milliseconds) are over.</summary>
    public void Advance(long now)
    {
        if (now <= _now)
        {
            return;
        }

        // Only the newest can be waited for: the others were overtaken.
        if (_entries.Count > 0 && _entries[^1] is { EndedAt: null } last && !last.TimedOut(_now, _options) && last.TimedOut(now, _options))
        {
            (last.Dirty, _dirty) = (true, true);
        }

        _looseChanged |= _orphans.Exists(orphan => !orphan.TimedOut(_now, _options) && orphan.TimedOut(now, _options));
        _now = now;
    }

    /// <summary>The present state of every milking that changed since it was last asked.</summary>
    public IReadOnlyList<MilkingSession> Take()
    {
        if (!_dirty && !_looseChanged && _ready.Count == 0)
        {
            return [];
        }

        if (_looseChanged)
        {
            Assign();
        }

        var taken = new List<MilkingSession>(_ready);
        _ready.Clear();
        for (var i = 0; i < _entries.Count; i++)
        {
            if (_entries[i].Dirty)
            {
                Emit(_entries[i], i < _entries.Count - 1, taken);
            }
        }

        (_dirty, _looseChanged) = (false, false);
        return taken;
    }

    /// <summary>The beginnings (Unix milliseconds) of milkings that messages came for which are not remembered any more, since it was last asked.</summary>
    public IReadOnlyList<long> TakeLate()
    {
        if (_late.Count == 0)
        {
            return [];
        }

        long[] late = [.. _late];
        _late.Clear();
        return late;
    }

    /// <summary>Forgets what began at or before a time: it may be known in part only.</summary>
    public void Forget(long until)
    {
        Horizon = Math.Max(Horizon, until);
        foreach (var entry in _entries)
        {
            if (entry.Draft.StartedAt <= until)
            {
                Horizon = Math.Max(Horizon, entry.LastMessage);
            }
        }

        _entries.RemoveAll(entry => entry.Draft.StartedAt <= until);
        _loose.RemoveAll(reading => reading.Time <= until);
        _looseChanged |= _loose.Count > 0;
    }

    /// <summary>Of what is remembered, what began at or after a time (Unix milliseconds), by its beginning, as it was last told.</summary>
    public IReadOnlyList<MilkingSession> Since(long from)
    {
        var since = new List<MilkingSession>();
        foreach (var entry in _entries)
        {
            if (entry.Told is { } told && told.StartedAt >= from)
            {
                since.Add(told);
            }
        }

        return since;
    }

    private Entry? Find(MilkingReading reading, long anchor)
    {
        if (reading.SessionId is { } name)
        {
            for (var i = _entries.Count - 1; i >= 0; i--)
            {
                var draft = _entries[i].Draft;
                if (draft.SessionId == name && Math.Abs(draft.StartedAt - anchor) <= _options.SessionReach.TotalMilliseconds)
                {
                    return _entries[i];
                }
            }
        }

        // By time only when one of the two has no name for the session and both know when it began.
        if (reading.StartedAt is null && reading.Phase != MilkingPhase.Start)
        {
            return null;
        }

        for (var i = _entries.Count - 1; i >= 0; i--)
        {
            var draft = _entries[i].Draft;
            if ((reading.SessionId is null || draft.SessionId is null) && Math.Abs(draft.StartedAt - anchor) <= _options.StartTolerance.TotalMilliseconds)
            {
                return _entries[i];
            }
        }

        return null;
    }

    private void AddLoose(MilkingReading reading)
    {
        var at = _loose.BinarySearch(reading, ByTime.Instance);
        if (at >= 0)
        {
            return;
        }

        _loose.Insert(~at, reading);
        if (_loose.Count > MostLoose)
        {
            Horizon = Math.Max(Horizon, _loose[0].Time);
            _loose.RemoveAt(0);
        }

        _looseChanged = true;
    }

    private Entry Insert(Entry entry, long anchor)
    {
        var at = _entries.Count;
        while (at > 0 && _entries[at - 1].Draft.StartedAt > anchor)
        {
            at--;
        }

        _entries.Insert(at, entry);
        Overtaken(at - 1);
        return entry;
    }

    /// <summary>A message that told the beginning may have put the milking elsewhere among the others.</summary>
    private void Reposition(Entry entry)
    {
        var at = _entries.IndexOf(entry);
        var start = entry.Draft.StartedAt;
        if ((at == 0 || _entries[at - 1].Draft.StartedAt <= start) && (at == _entries.Count - 1 || _entries[at + 1].Draft.StartedAt >= start))
        {
            return;
        }

        _entries.RemoveAt(at);
        Insert(entry, start);
        if (_entries.Count > 1)
        {
            // One that is the newest again is waited for again.
            (_entries[^1].Dirty, _entries[^2].Dirty) = (true, true);
        }
    }

    private void Overtaken(int index)
    {
        if (index >= 0 && _entries[index].EndedAt is null)
        {
            (_entries[index].Dirty, _dirty) = (true, true);
        }
    }

    private void Trim()
    {
        while (_entries.Count > _options.Remembered)
        {
            var oldest = _entries[0];
            if (oldest.Dirty)
            {
                Emit(oldest, overtaken: true, _ready);
            }

            Horizon = Math.Max(Horizon, Math.Max(oldest.Draft.StartedAt, oldest.Draft.LastMessage));
            _entries.RemoveAt(0);
            _loose.RemoveAll(reading => reading.Time <= Horizon);
        }
    }

    private void Assign()
    {
        var before = _orphans;
        _orphans = LooseMessages.Assign(_entries, _loose, _options);
        var known = _orphans.ConvertAll(orphan => orphan.Build(days, orphan.TimedOut(_now, _options) || _entries.Exists(entry => entry.Draft.StartedAt > orphan.Draft.StartedAt)));
        foreach (var gone in before)
        {
            if (gone.Told is { } told && !known.Exists(session => session.Id == told.Id) && told.StartedAt > Horizon)
            {
                _ready.Add(Entry.Retraction(told));
            }
        }

        for (var i = 0; i < known.Count; i++)
        {
            var told = before.Find(orphan => orphan.Told?.Id == known[i].Id)?.Told;
            if (told is null || told.Messages != known[i].Messages || told.State != known[i].State)
            {
                _ready.Add(known[i]);
            }

            _orphans[i].Told = known[i];
        }
    }

    private void Emit(Entry entry, bool overtaken, List<MilkingSession> into)
    {
        entry.Dirty = false;
        var session = entry.Build(days, overtaken || entry.TimedOut(_now, _options));
        if (entry.Told is { } told && told.Id != session.Id)
        {
            into.Add(Entry.Retraction(told));
        }

        entry.Told = session;
        into.Add(session);
    }

    private sealed class ByTime : IComparer<MilkingReading>
    {
        public static readonly ByTime Instance = new();

        public int Compare(MilkingReading? x, MilkingReading? y) => (x!.Time, x.Phase, x.MessageId).CompareTo((y!.Time, y.Phase, y.MessageId));
    }
}
