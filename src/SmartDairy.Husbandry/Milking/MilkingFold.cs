using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Husbandry.Milking;

/// <summary>
/// Folds the messages of one meter into milkings, for any order and repetition of messages. Messages belong together by the meter's session
/// name, else by the beginning they report, else by time. The fold remembers the last milkings; messages about older ones are late (<see
/// cref="DrainLateStarts"/>) and their milkings are derived from history. Parlor, stall and evaluation are set elsewhere.
/// </summary>
public sealed class MilkingFold(FarmCalendar days, MilkingFoldOptions? options = null)
{
    private const int MaxUnkeyed = 512;

    private readonly MilkingFoldOptions _options = options ?? new();
    private readonly List<MilkingEntry> _entries = [];
    private readonly List<MilkingSession> _ready = [];
    private readonly List<MilkingReading> _unkeyed = [];
    private readonly List<long> _late = [];
    private List<MilkingEntry> _orphans = [];
    private bool _unkeyedChanged;
    private bool _dirty;
    private long _now = long.MinValue;

    public FarmCalendar Days => days;

    /// <summary>Milkings that began at or before this time are forgotten; Unix milliseconds.</summary>
    public long ForgottenUntil { get; private set; } = long.MinValue;

    /// <summary>The newest milking, as far as it is known; null when none is remembered.</summary>
    public MilkingSession? Newest => _entries.Count == 0 ? null : _entries[^1].Build(days, _entries[^1].HasTimedOut(_now, _options));

    /// <summary>When the awaited end of the newest milking is given up, Unix milliseconds; null when no end is awaited.</summary>
    public long? NextDeadline
        => _entries.Count == 0 || _entries[^1].EndedAt is not null || _entries[^1].HasTimedOut(_now, _options)
            ? null
            : _entries[^1].Deadline(_options);

    public void Add(MilkingReading reading)
    {
        var anchor = reading.StartedAt ?? reading.Time;
        var keyed = reading.SessionId is not null || reading.StartedAt is not null || reading.Phase == MilkingPhase.Start;
        var entry = keyed ? Find(reading, anchor) : null;
        if (entry is null && anchor <= ForgottenUntil)
        {
            if (!_late.Contains(anchor))
            {
                _late.Add(anchor);
            }

            return;
        }

        if (!keyed)
        {
            AddUnkeyed(reading);
            return;
        }

        entry ??= Insert(new MilkingEntry(new MilkingBuilder(reading)), anchor);
        if (entry.Builder.Add(reading))
        {
            Reposition(entry);
            (entry.IsDirty, _dirty) = (true, true);
            _unkeyedChanged |= _unkeyed.Count > 0;
            Trim();
        }
    }

    /// <summary>Moves the clock on, Unix milliseconds: milkings whose end is overdue are over.</summary>
    public void Advance(long now)
    {
        if (now <= _now)
        {
            return;
        }

        // Only the end of the newest milking is awaited; a later milking ends the others.
        if (_entries.Count > 0 && _entries[^1] is { EndedAt: null } last && !last.HasTimedOut(_now, _options)
            && last.HasTimedOut(now, _options))
        {
            (last.IsDirty, _dirty) = (true, true);
        }

        _unkeyedChanged |= _orphans.Exists(orphan => !orphan.HasTimedOut(_now, _options) && orphan.HasTimedOut(now, _options));
        _now = now;
    }

    /// <summary>The present state of every milking that changed since the last call.</summary>
    public IReadOnlyList<MilkingSession> DrainMilkings()
    {
        if (!_dirty && !_unkeyedChanged && _ready.Count == 0)
        {
            return [];
        }

        if (_unkeyedChanged)
        {
            Assign();
        }

        var taken = new List<MilkingSession>(_ready);
        _ready.Clear();
        for (var i = 0; i < _entries.Count; i++)
        {
            if (_entries[i].IsDirty)
            {
                Emit(_entries[i], i < _entries.Count - 1, taken);
            }
        }

        (_dirty, _unkeyedChanged) = (false, false);
        return taken;
    }

    /// <summary>The beginnings (Unix milliseconds) of forgotten milkings that messages came for since the last call.</summary>
    public IReadOnlyList<long> DrainLateStarts()
    {
        if (_late.Count == 0)
        {
            return [];
        }

        long[] late = [.. _late];
        _late.Clear();
        return late;
    }

    /// <summary>Forgets everything that began at or before a time, since it may be known in part only.</summary>
    public void ForgetUntil(long until)
    {
        ForgottenUntil = Math.Max(ForgottenUntil, until);
        foreach (var entry in _entries)
        {
            if (entry.Builder.StartedAt <= until)
            {
                ForgottenUntil = Math.Max(ForgottenUntil, entry.LastMessage);
            }
        }

        _entries.RemoveAll(entry => entry.Builder.StartedAt <= until);
        _unkeyed.RemoveAll(reading => reading.Time <= until);
        _unkeyedChanged |= _unkeyed.Count > 0;
    }

    /// <summary>
    /// The remembered milkings that began at or after a time (Unix milliseconds), by their beginning, as they were last emitted.
    /// </summary>
    public IReadOnlyList<MilkingSession> EmittedSince(long from)
    {
        var since = new List<MilkingSession>();
        foreach (var entry in _entries)
        {
            if (entry.LastEmitted is { } told && told.StartedAt >= from)
            {
                since.Add(told);
            }
        }

        return since;
    }

    private MilkingEntry? Find(MilkingReading reading, long anchor)
    {
        if (reading.SessionId is { } name)
        {
            for (var i = _entries.Count - 1; i >= 0; i--)
            {
                var draft = _entries[i].Builder;
                if (draft.SessionId == name && Math.Abs(draft.StartedAt - anchor) <= _options.SessionNameReuseAfter.TotalMilliseconds)
                {
                    return _entries[i];
                }
            }
        }

        // The beginning decides only when one of the two has no session name and both have a beginning.
        if (reading.StartedAt is null && reading.Phase != MilkingPhase.Start)
        {
            return null;
        }

        for (var i = _entries.Count - 1; i >= 0; i--)
        {
            var draft = _entries[i].Builder;
            if ((reading.SessionId is null || draft.SessionId is null)
                && Math.Abs(draft.StartedAt - anchor) <= _options.StartTolerance.TotalMilliseconds)
            {
                return _entries[i];
            }
        }

        return null;
    }

    private void AddUnkeyed(MilkingReading reading)
    {
        var at = _unkeyed.BinarySearch(reading, ByTime.Instance);
        if (at >= 0)
        {
            return;
        }

        _unkeyed.Insert(~at, reading);
        if (_unkeyed.Count > MaxUnkeyed)
        {
            ForgottenUntil = Math.Max(ForgottenUntil, _unkeyed[0].Time);
            _unkeyed.RemoveAt(0);
        }

        _unkeyedChanged = true;
    }

    private MilkingEntry Insert(MilkingEntry entry, long anchor)
    {
        var at = _entries.Count;
        while (at > 0 && _entries[at - 1].Builder.StartedAt > anchor)
        {
            at--;
        }

        _entries.Insert(at, entry);
        Overtaken(at - 1);
        return entry;
    }

    /// <summary>Moves a milking whose beginning changed to its place among the others.</summary>
    private void Reposition(MilkingEntry entry)
    {
        var at = _entries.IndexOf(entry);
        var start = entry.Builder.StartedAt;
        if ((at == 0 || _entries[at - 1].Builder.StartedAt <= start)
            && (at == _entries.Count - 1 || _entries[at + 1].Builder.StartedAt >= start))
        {
            return;
        }

        _entries.RemoveAt(at);
        Insert(entry, start);
        if (_entries.Count > 1)
        {
            // The end of a milking that becomes the newest is awaited again.
            (_entries[^1].IsDirty, _entries[^2].IsDirty) = (true, true);
        }
    }

    private void Overtaken(int index)
    {
        if (index >= 0 && _entries[index].EndedAt is null)
        {
            (_entries[index].IsDirty, _dirty) = (true, true);
        }
    }

    private void Trim()
    {
        while (_entries.Count > _options.MaxMilkings)
        {
            var oldest = _entries[0];
            if (oldest.IsDirty)
            {
                Emit(oldest, overtaken: true, _ready);
            }

            ForgottenUntil = Math.Max(ForgottenUntil, Math.Max(oldest.Builder.StartedAt, oldest.Builder.LastMessage));
            _entries.RemoveAt(0);
            _unkeyed.RemoveAll(reading => reading.Time <= ForgottenUntil);
        }
    }

    private void Assign()
    {
        var before = _orphans;
        _orphans = UnkeyedMessageAssigner.Assign(_entries, _unkeyed, _options);
        var known =
            _orphans.ConvertAll(orphan =>
                orphan.Build(days, orphan.HasTimedOut(_now, _options)
                || _entries.Exists(entry => entry.Builder.StartedAt > orphan.Builder.StartedAt)));
        foreach (var gone in before)
        {
            if (gone.LastEmitted is { } told && !known.Exists(session => session.Id == told.Id) && told.StartedAt > ForgottenUntil)
            {
                _ready.Add(MilkingEntry.Retraction(told));
            }
        }

        for (var i = 0; i < known.Count; i++)
        {
            var told = before.Find(orphan => orphan.LastEmitted?.Id == known[i].Id)?.LastEmitted;
            if (told is null || told.Messages != known[i].Messages || told.State != known[i].State)
            {
                _ready.Add(known[i]);
            }

            _orphans[i].LastEmitted = known[i];
        }
    }

    private void Emit(MilkingEntry entry, bool overtaken, List<MilkingSession> into)
    {
        entry.IsDirty = false;
        var session = entry.Build(days, overtaken || entry.HasTimedOut(_now, _options));
        if (entry.LastEmitted is { } told && told.Id != session.Id)
        {
            into.Add(MilkingEntry.Retraction(told));
        }

        entry.LastEmitted = session;
        into.Add(session);
    }

    private sealed class ByTime : IComparer<MilkingReading>
    {
        public static readonly ByTime Instance = new();

        public int Compare(MilkingReading? x, MilkingReading? y)
            => (x!.Time, x.Phase, x.MessageId).CompareTo((y!.Time, y.Phase, y.MessageId));
    }
}
