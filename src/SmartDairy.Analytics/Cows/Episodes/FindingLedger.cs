using SmartDairy.Analytics.Cows.Memory;

namespace SmartDairy.Analytics.Cows.Episodes;

/// <summary>
/// What was told of so far. While the past is judged anew, an episode that is found again keeps its key, and one that is not is taken back.
/// </summary>
internal sealed class FindingLedger
{
    // An episode that late data moved by less than this is still the same one.
    private const long Slack = 12 * Time.Hour;

    private readonly List<LedgerEntry> _entries = [];

    /// <summary>Judging begins anew after that time: what was detected after it has to be found again.</summary>
    public void Rewind(long after)
    {
        foreach (var entry in _entries)
        {
            entry.Found &= entry.Now.DetectedAt <= after;
        }
    }

    /// <summary>An episode's present state.</summary>
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

    /// <summary>All that was to be judged is: what was not found is taken back, what is long over is forgotten.</summary>
    /// <param name="settled">What ended before that time is not judged anew.</param>
    public void Close(long settled)
    {
        for (var i = _entries.Count - 1; i >= 0; i--)
        {
            var entry = _entries[i];
            entry.Retracted = !entry.Found;
            var last = entry.Retracted ? entry.Now.DetectedAt : entry.Now.End == 0 ? long.MaxValue : entry.Now.End;
            if (entry.IsNothing || (last < settled && !entry.Differs))
            {
                _entries.RemoveAt(i);
            }
        }
    }

    /// <summary>Adds the findings that are not what was told last.</summary>
    public void Take(ref List<Finding>? findings)
    {
        foreach (var entry in _entries)
        {
            if (entry.Differs)
            {
                GiveKey(entry);
                (findings ??= []).Add(entry.Tell());
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
            _entries.Add(LedgerEntry.Load(reader));
        }
    }

    // Late data may split one in two, of which the second begins where the first was said to.
    private void GiveKey(LedgerEntry entry)
    {
        while (!entry.WasTold && _entries.Exists(other => other.WasTold && other.Kind == entry.Kind && other.Now.Quarter == entry.Now.Quarter && other.Key == entry.Key))
        {
            entry.Key += Time.Hour / 60;
        }
    }

    private LedgerEntry? Same(FindingKind kind, in Episode episode)
    {
        foreach (var entry in _entries)
        {
            if (entry.Kind == kind && entry.Now.Quarter == episode.Quarter && entry.Now.DetectedAt == episode.DetectedAt)
            {
                return entry;
            }
        }

        return null;
    }

    private LedgerEntry? Overlapping(FindingKind kind, in Episode episode)
    {
        foreach (var entry in _entries)
        {
            if (!entry.Found && entry.Kind == kind && entry.Now.Quarter == episode.Quarter
                && entry.Now.Start <= (episode.End == 0 ? long.MaxValue : episode.End + Slack)
                && episode.Start <= (entry.Now.End == 0 ? entry.Now.DetectedAt : entry.Now.End) + Slack)
            {
                return entry;
            }
        }

        return null;
    }
}
