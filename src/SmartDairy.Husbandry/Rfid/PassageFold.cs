using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Rfid;

namespace SmartDairy.Husbandry.Rfid;

/// <summary>
/// Folds the reads of all antennas of one gate or area into passages and stays, for any order and repetition of reads. The fold remembers
/// recent passages; reads about older ones are late (<see cref="DrainLateReads"/>) and their passages are derived from history. A passage
/// names the animal that the reader named; wearers of tags are looked up elsewhere.
/// </summary>
/// <param name="place">See <see cref="TagPlace"/>.</param>
/// <param name="options">Null for the defaults of a gate or an area.</param>
public sealed class PassageFold(int farmId, string place, PassageFoldOptions? options = null)
{
    private const int MaxLateReads = 100_000;

    private readonly PassageFoldOptions _options = options ?? (TagPlace.IsGate(place) ? PassageFoldOptions.Gate : PassageFoldOptions.Area);
    private readonly bool _gate = TagPlace.IsGate(place);
    private readonly Dictionary<string, List<PassageBuilder>> _stays = new(StringComparer.Ordinal);
    private readonly HashSet<PassageBuilder> _open = [];
    private readonly List<Passage> _ready = [];
    private readonly List<TagReading> _late = [];
    private long _now = long.MinValue;
    private int _count;

    /// <summary>Passages that were over before this time are forgotten; Unix milliseconds.</summary>
    public long ForgottenUntil { get; private set; } = long.MinValue;

    private long Gap => (long)_options.Gap.TotalMilliseconds;

    /// <summary>When the next passage is over if no further read of it comes, Unix milliseconds; null when none is open.</summary>
    public long? NextDeadline
    {
        get
        {
            long? next = null;
            foreach (var stay in _open)
            {
                next = Math.Min(next ?? long.MaxValue, stay.End + Gap + 1);
            }

            return next;
        }
    }

    /// <summary>Adds a read; a read that names neither tag nor animal, or another place, is ignored.</summary>
    public void Add(TagReading reading)
    {
        if (SubjectKey(reading) is not { } subject || TagPlace.FromReading(reading) != place)
        {
            return;
        }

        var known = _stays.TryGetValue(subject, out var stays);
        var at = known ? Find(stays!, reading.Time) : -1;
        if (at < 0 && reading.Time <= ForgottenUntil)
        {
            if (_late.Count < MaxLateReads)
            {
                _late.Add(reading);
            }

            return;
        }

        if (!known)
        {
            _stays.Add(subject, stays = []);
        }

        if (at < 0)
        {
            at = stays!.FindIndex(stay => stay.Start > reading.Time);
            at = at < 0 ? stays.Count : at;
            stays.Insert(at, new PassageBuilder(farmId, place, subject, _gate));
            _count++;
        }

        var here = stays![at];
        if (here.Add(reading))
        {
            Changed(here);
            MergeAround(stays, at);
        }

        Advance(reading.Time);
    }

    /// <summary>Moves the clock on, Unix milliseconds: a passage without a read for longer than the gap is over.</summary>
    public void Advance(long now)
    {
        if (now <= _now)
        {
            return;
        }

        _now = now;
        Trim(_count > _options.MaxPassages ? _options.Retention / 4 : _options.Retention);
    }

    /// <summary>
    /// The present state of every passage that changed since the last call; an open stay only as often as the options say.
    /// </summary>
    public IReadOnlyList<Passage> DrainPassages()
    {
        if (_open.Count == 0 && _ready.Count == 0)
        {
            return [];
        }

        var taken = new List<Passage>(_ready);
        _ready.Clear();
        foreach (var stay in _open)
        {
            if (stay.IsDirty && (IsOver(stay) || IsDue(stay)))
            {
                Emit(stay, taken);
            }
        }

        _open.RemoveWhere(IsOver);
        return taken;
    }

    /// <summary>Reads about forgotten passages since the last call; the first 100,000 of more.</summary>
    public IReadOnlyList<TagReading> DrainLateReads()
    {
        if (_late.Count == 0)
        {
            return [];
        }

        TagReading[] late = [.. _late];
        _late.Clear();
        return late;
    }

    /// <summary>The passages and stays that are not over yet, by their beginning.</summary>
    public IReadOnlyList<Passage> OpenPassages()
    {
        var present = new List<Passage>();
        foreach (var stay in _open)
        {
            if (!IsOver(stay))
            {
                present.Add(stay.Build());
            }
        }

        present.Sort(static (x, y) => x.StartedAt != y.StartedAt ? x.StartedAt.CompareTo(y.StartedAt) : string.CompareOrdinal(x.Id, y.Id));
        return present;
    }

    /// <summary>Forgets everything that began at or before a time, since it may be known in part only.</summary>
    public void ForgetUntil(long until)
    {
        ForgottenUntil = Math.Max(ForgottenUntil, until);
        foreach (var (subject, stays) in _stays)
        {
            _count -= stays.RemoveAll(stay =>
            {
                if (stay.Start > until)
                {
                    return false;
                }

                ForgottenUntil = Math.Max(ForgottenUntil, stay.End);
                _open.Remove(stay);
                return true;
            });
            if (stays.Count == 0)
            {
                _stays.Remove(subject);
            }
        }
    }

    /// <summary>The tag that was read, or the animal when the reader named only the animal; null when it named neither.</summary>
    public static string? SubjectKey(TagReading reading) => SubjectKey(reading.TagEpc, reading.AnimalId);

    /// <inheritdoc cref="SubjectKey(TagReading)"/>
    public static string? SubjectKey(string? tagEpc, string? animalId)
        => tagEpc is not null ? $"tag {tagEpc}" : animalId is not null ? $"animal {animalId}" : null;

    private int Find(List<PassageBuilder> stays, long time)
    {
        for (var i = stays.Count - 1; i >= 0; i--)
        {
            if (time >= stays[i].Start - Gap && time <= stays[i].End + Gap)
            {
                return i;
            }
        }

        return -1;
    }

    private void MergeAround(List<PassageBuilder> stays, int at)
    {
        if (at + 1 < stays.Count && stays[at + 1].Start - stays[at].End <= Gap)
        {
            Absorb(stays, at, at + 1);
        }

        if (at > 0 && stays[at].Start - stays[at - 1].End <= Gap)
        {
            Absorb(stays, at - 1, at);
        }
    }

    private void Absorb(List<PassageBuilder> stays, int into, int gone)
    {
        stays[into].Merge(stays[gone]);
        if (stays[gone].LastEmitted is { } told)
        {
            _ready.Add(PassageBuilder.Retraction(told));
        }

        _open.Remove(stays[gone]);
        stays.RemoveAt(gone);
        _count--;
        Changed(stays[into]);
    }

    private void Changed(PassageBuilder stay)
    {
        stay.IsDirty = true;
        _open.Add(stay);
    }

    private bool IsOver(PassageBuilder stay) => _now - stay.End > Gap;

    private bool IsDue(PassageBuilder stay)
        => _options.OpenReportInterval is { } often
        && (stay.LastEmitted is not { } told || stay.End - told.EndedAt >= often.TotalMilliseconds || stay.Start != told.StartedAt);

    private static void Emit(PassageBuilder stay, List<Passage> into)
    {
        var passage = stay.Build();
        if (stay.LastEmitted is { } told && told.Id != passage.Id)
        {
            into.Add(PassageBuilder.Retraction(told));
        }

        (stay.LastEmitted, stay.IsDirty) = (passage, false);
        into.Add(passage);
    }

    private void Trim(TimeSpan memory)
    {
        var horizon = _now - (long)memory.TotalMilliseconds;

        // Trimming in steps keeps most reads from looking at every passage.
        if (ForgottenUntil != long.MinValue && horizon - ForgottenUntil < memory.TotalMilliseconds / 8)
        {
            return;
        }

        ForgottenUntil = Math.Max(ForgottenUntil, horizon);
        foreach (var (subject, stays) in _stays)
        {
            _count -= stays.RemoveAll(stay => TryEvict(stay));
            if (stays.Count == 0)
            {
                _stays.Remove(subject);
            }
        }
    }

    private bool TryEvict(PassageBuilder stay)
    {
        if (stay.End + Gap >= ForgottenUntil)
        {
            return false;
        }

        if (stay.IsDirty)
        {
            Emit(stay, _ready);
        }

        _open.Remove(stay);
        return true;
    }
}
