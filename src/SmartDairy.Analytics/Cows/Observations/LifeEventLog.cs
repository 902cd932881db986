namespace SmartDairy.Analytics.Cows.Observations;

/// <summary>Events of one cow entered by people, in order of time, from the last 400 days.</summary>
internal sealed class LifeEventLog(CowProfile profile)
{
    private const long RetentionMs = 400L * 24 * UnixTime.HourMs;

    private readonly List<LifeEvent> _events = [];

    /// <summary>Adds an event; false when it is already known.</summary>
    public bool TryAdd(in LifeEvent lifeEvent)
    {
        var at = _events.Count;
        while (at > 0 && Order(_events[at - 1], lifeEvent) > 0)
        {
            at--;
        }

        if (at > 0 && _events[at - 1] == lifeEvent)
        {
            return false;
        }

        _events.Insert(at, lifeEvent);
        var oldest = _events[^1].Time - RetentionMs;
        _events.RemoveAll(known => known.Time < oldest);
        return true;
    }

    /// <summary>Time of the last event of a kind before a time; null when there was none.</summary>
    public long? LastBefore(LifeEventKind kind, long before)
    {
        for (var i = _events.Count - 1; i >= 0; i--)
        {
            if (_events[i].Kind == kind && _events[i].Time < before)
            {
                return _events[i].Time;
            }
        }

        return null;
    }

    /// <summary>Hours since the last event of a kind; infinite when there was none.</summary>
    public double HoursSince(LifeEventKind kind, long at)
        => LastBefore(kind, at + 1) is { } last ? (at - last) / (double)UnixTime.HourMs : double.PositiveInfinity;

    /// <summary>Last calving before a time; null when unknown or never.</summary>
    public long? LastCalvingBefore(long before)
    {
        var reported = LastBefore(LifeEventKind.Calving, before);
        var registered = profile.CalvedAt < before ? profile.CalvedAt : null;
        return reported is null || registered > reported ? registered : reported;
    }

    /// <summary>Days since the last calving; NaN when unknown.</summary>
    public double DaysInMilk(long at) => LastCalvingBefore(at + 1) is { } calved ? (at - calved) / (double)UnixTime.DayMs : double.NaN;

    /// <summary>
    /// Calvings up to a time; null when unknown. A reported calving within three days of the registered one is the same calving.
    /// </summary>
    public int? Parity(long at)
    {
        if (profile.Parity is not { } parity)
        {
            return null;
        }

        foreach (var known in _events)
        {
            if (known.Kind == LifeEventKind.Calving && known.Time <= at
                && known.Time > (profile.CalvedAt ?? long.MinValue / 2) + (3 * UnixTime.DayMs))
            {
                parity++;
            }
        }

        return parity;
    }

    /// <summary>Whether the last dry-off is later than the last calving.</summary>
    public bool IsDry(long at) => LastBefore(LifeEventKind.DryOff, at + 1) is { } dried && !(LastCalvingBefore(at + 1) > dried);

    /// <summary>Whether a check found the cow pregnant and no later check, abortion or calving ended the pregnancy.</summary>
    public bool IsPregnant(long at)
        => LastBefore(LifeEventKind.Pregnant, at + 1) is { } found
            && !(LastBefore(LifeEventKind.NotPregnant, at + 1) > found) && !(LastBefore(LifeEventKind.Abortion, at + 1) > found)
            && !(LastCalvingBefore(at + 1) > found);

    public void Save(BinaryWriter writer)
    {
        writer.Write(_events.Count);
        foreach (var known in _events)
        {
            writer.Write((byte)known.Kind);
            writer.Write(known.Time);
        }
    }

    public void Load(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        for (var i = 0; i < count; i++)
        {
            _events.Add(new((LifeEventKind)reader.ReadByte(), reader.ReadInt64()));
        }
    }

    private static int Order(in LifeEvent a, in LifeEvent b) => a.Time != b.Time ? a.Time.CompareTo(b.Time) : a.Kind.CompareTo(b.Kind);
}
