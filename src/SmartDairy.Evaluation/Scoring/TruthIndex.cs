using SmartDairy.Simulator.Truth;

namespace SmartDairy.Evaluation.Scoring;

/// <summary>The ground truth by subject. Only scoring sees it.</summary>
public sealed class TruthIndex
{
    private static readonly TruthKind[] HerdWide = [TruthKind.Storm, TruthKind.FeedChange, TruthKind.HeatStress];
    private readonly Dictionary<string, List<TruthEvent>> _bySubject;
    private readonly List<TruthEvent> _herdWide;

    public TruthIndex(IEnumerable<TruthEvent> events)
    {
        All = [.. events.OrderBy(one => one.Start)];
        _bySubject = All.GroupBy(one => one.SubjectId, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        _herdWide = [.. All.Where(one => HerdWide.Contains(one.Kind))];
    }

    /// <summary>The events of a subject, by their start.</summary>
    public IReadOnlyList<TruthEvent> All { get; }

    public IReadOnlyList<TruthEvent> For(string subjectId) => _bySubject.GetValueOrDefault(subjectId) ?? [];

    public IEnumerable<TruthEvent> For(string subjectId, params TruthKind[] kinds) => For(subjectId).Where(one => kinds.Contains(one.Kind));

    /// <summary>An event of a cow or of the whole herd that may have misled a detector; <c>nothing</c> when there was none.</summary>
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
