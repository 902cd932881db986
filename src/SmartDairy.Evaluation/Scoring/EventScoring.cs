using SmartDairy.Simulator.Truth;

namespace SmartDairy.Evaluation.Scoring;

/// <summary>How the alarms of one kind are held against the events that they mean.</summary>
public sealed record EventScoring
{
    public required string Detector { get; init; }

    public required string Target { get; init; }

    /// <summary>What is to be found.</summary>
    public required IReadOnlyList<TruthKind> Kinds { get; init; }

    /// <summary>An alarm on these is neither right nor wrong: there was something.</summary>
    public IReadOnlyList<TruthKind> Excused { get; init; } = [];

    /// <summary>Of an event: from when to when an alarm must be told to have found it, Unix milliseconds.</summary>
    public required Func<TruthEvent, (long From, long To)> Window { get; init; }

    /// <summary>Of an event: while it lasts, an alarm is not false even where it is too late or too early to count.</summary>
    public required Func<TruthEvent, (long From, long To)> Near { get; init; }

    /// <summary>From when the delay counts; events without it are not to be found.</summary>
    public required Func<TruthEvent, long?> Reference { get; init; }

    /// <summary>Told so much after the reference is soon, milliseconds.</summary>
    public required long Soon { get; init; }

    public required string SoonEnough { get; init; }

    /// <summary>Classes an event belongs to.</summary>
    public Func<TruthEvent, IEnumerable<string>> Classes { get; init; } = _ => [];

    /// <summary>An alarm that was told before the window, but not before the event was near, has found it when it is still up within.</summary>
    public bool Lasting { get; init; }

    /// <summary>What specificity is counted in, and what the rate of false alarms is per.</summary>
    public string HealthyUnit { get; init; } = "cow-days";

    /// <summary>The length of one, milliseconds.</summary>
    public long HealthyLength { get; init; } = Span.Day;

    public FieldFigures? Field { get; init; }

    /// <param name="cows">Everybody who was watched.</param>
    public Score Of(IReadOnlyList<Alarm> alarms, TruthBook truth, IReadOnlyList<string> cows, Span span)
    {
        var byCow = alarms.GroupBy(alarm => alarm.SubjectId, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        var tally = new EventTally(this, truth, span);
        foreach (var cow in cows)
        {
            tally.Add(cow, byCow.GetValueOrDefault(cow) ?? []);
        }

        return tally.Total(cows.Count);
    }

    /// <summary>Whether an alarm has found an event.</summary>
    public bool Finds(in Alarm alarm, TruthEvent one)
    {
        var (from, to) = Window(one);
        return IsOf(alarm, one) && alarm.ToldAt <= to && (Lasting ? alarm.Ends >= from && alarm.ToldAt >= Near(one).From : alarm.ToldAt >= from);
    }

    /// <summary>Whether an alarm is about an event, even if too early or too late to have found it.</summary>
    public bool Touches(in Alarm alarm, TruthEvent one)
    {
        var (from, to) = Near(one);
        return IsOf(alarm, one) && alarm.ToldAt >= from && Math.Min(alarm.Begins, alarm.ToldAt) <= to;
    }

    private static bool IsOf(in Alarm alarm, TruthEvent one) => one.Metric is null || alarm.Metric is null || one.Metric == alarm.Metric;
}
