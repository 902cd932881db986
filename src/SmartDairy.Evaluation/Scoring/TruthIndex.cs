using SmartDairy.Simulator.Truth;

namespace SmartDairy.Evaluation.Scoring;

/// <summary>What was so, by whom it is about. Only scoring sees it.</summary>
public sealed class TruthIndex
{
    private static readonly TruthKind[] HerdWide = [TruthKind.Storm, TruthKind.FeedChange, TruthKind.HeatStress];
    private readonly Dictionary<string, List<TruthEvent>> _bySubject;
    private readonly List<TruthEvent> _herdWide;

    public TruthIndex(IEnumerable<TruthEvent> events)
    {
        All = [.. events.OrderBy(one => one.Start)];
        _bySubject = All.GroupBy(one => one.SubjectId, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        _herdWide = [.. All.Where(one => HerdWide.Contains(one.Kind))];
    }

    /// <summary>By their start.</summary>
    public IReadOnlyList<TruthEvent> All { get; }

    public IReadOnlyList<TruthEvent> For(string subjectId) => _bySubject.GetValueOrDefault(subjectId) ?? [];

    public IEnumerable<TruthEvent> For(string subjectId, params TruthKind[] kinds) => For(subjectId).Where(one => kinds.Contains(one.Kind));

    /// <summary>What went on at a cow, or in the whole herd, that may have misled a detector; <c>nothing</c> when nothing did.</summary>
    public string ConfounderAt(string cow, long from, long to)
    {
        foreach (var one in For(cow))
        {
            if (one.Start < to && one.End > from)
            {
                return one.IsRecorded ? $"{one.Kind}, told" : one.Kind.ToString();
            }
        }

        foreach (var one in _herdWide)
        {
            if (one.Start < to && one.End > from)
            {
                return one.Kind.ToString();
            }
        }

        return "nothing";
    }
}
