using SmartDairy.Analytics.Cows.Observations;

namespace SmartDairy.Analytics.Cows.Episodes;

/// <summary>
/// Findings reported so far. After late data an episode that is found again keeps its key; an episode that is not found again is retracted.
/// </summary>
internal sealed class FindingTracker
{
    // An episode that late data moved by at most this is still the same episode.
    private const long MatchToleranceMs = 12 * UnixTime.HourMs;

    private readonly List<TrackedFinding> _entries = [];

    /// <summary>Marks findings detected after a time as unconfirmed, because detection restarts there.</summary>
    public void MarkUnconfirmedAfter(long after)
    {
        foreach (var entry in _entries)
        {
            entry.IsConfirmed &= entry.Current.DetectedAt <= after;
        }
    }

    /// <summary>Reports the present state of an episode.</summary>
    public void Report(FindingKind kind, in Episode episode)
    {
        if (episode.Phase == EpisodePhase.None)
        {
            return;
        }

        var entry = Same(kind, in episode) ?? Overlapping(kind, in episode);
        if (entry is null)
        {
            entry = new(kind);
            _entries.Add(entry);
        }

        entry.Update(in episode);
    }

    /// <summary>Completes a run: retracts findings that were not confirmed and forgets settled ones.</summary>
    /// <param name="settled">Findings that ended before this time are not detected again.</param>
    public void RetractUnconfirmed(long settled)
    {
        for (var i = _entries.Count - 1; i >= 0; i--)
        {
            var entry = _entries[i];
            entry.IsRetracted = !entry.IsConfirmed;
            var last = entry.IsRetracted ? entry.Current.DetectedAt : entry.Current.End == 0 ? long.MaxValue : entry.Current.End;
            if (entry.IsDiscardable || (last < settled && !entry.HasChanged))
            {
                _entries.RemoveAt(i);
            }
        }
    }

    /// <summary>Adds the findings that changed since they were last reported.</summary>
    public void AppendChanges(ref List<Finding>? findings)
    {
        foreach (var entry in _entries)
        {
            if (entry.HasChanged)
            {
                AssignKey(entry);
                (findings ??= []).Add(entry.ToFinding());
            }
        }
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_entries.Count);
        foreach (var entry in _entries)
        {
            entry.Save(writer);
        }
    }

    public void Load(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        for (var i = 0; i < count; i++)
        {
            _entries.Add(TrackedFinding.Load(reader));
        }
    }

    // Late data may split an episode in two; the second may then start where the first was reported to start.
    private void AssignKey(TrackedFinding entry)
    {
        while (!entry.WasReported
            && _entries.Exists(other => other.WasReported && other.Kind == entry.Kind && other.Current.Quarter == entry.Current.Quarter
            && other.Key == entry.Key))
        {
            entry.Key += UnixTime.HourMs / 60;
        }
    }

    private TrackedFinding? Same(FindingKind kind, in Episode episode)
    {
        foreach (var entry in _entries)
        {
            if (entry.Kind == kind && entry.Current.Quarter == episode.Quarter && entry.Current.DetectedAt == episode.DetectedAt)
            {
                return entry;
            }
        }

        return null;
    }

    private TrackedFinding? Overlapping(FindingKind kind, in Episode episode)
    {
        foreach (var entry in _entries)
        {
            if (!entry.IsConfirmed && entry.Kind == kind && entry.Current.Quarter == episode.Quarter
                && entry.Current.Start <= (episode.End == 0 ? long.MaxValue : episode.End + MatchToleranceMs)
                && episode.Start <= (entry.Current.End == 0 ? entry.Current.DetectedAt : entry.Current.End) + MatchToleranceMs)
            {
                return entry;
            }
        }

        return null;
    }
}
