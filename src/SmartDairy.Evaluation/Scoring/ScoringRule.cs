using SmartDairy.Simulator.Truth;

namespace SmartDairy.Evaluation.Scoring;

/// <summary>How the alarms of one kind are held against the events that they mean.</summary>
public sealed record ScoringRule
{
    public required string Detector { get; init; }

    public required string Target { get; init; }

    /// <summary>What is to be found.</summary>
    public required IReadOnlyList<TruthKind> Kinds { get; init; }

    /// <summary>An alarm on these is neither right nor wrong: there was something.</summary>
    public IReadOnlyList<TruthKind> IgnoredKinds { get; init; } = [];

    /// <summary>Of an event: from when to when an alarm must be told to have found it, Unix milliseconds.</summary>
    public required Func<TruthEvent, (long From, long To)> DetectionWindow { get; init; }

    /// <summary>Of an event: while it lasts, an alarm is not false even where it is too late or too early to count.</summary>
    public required Func<TruthEvent, (long From, long To)> ToleranceWindow { get; init; }

    /// <summary>From when the delay counts; events without it are not to be found.</summary>
    public required Func<TruthEvent, long?> ReferenceTime { get; init; }

    /// <summary>Told so much after the reference is soon, milliseconds.</summary>
    public required long SoonWithinMs { get; init; }

    public required string SoonDescription { get; init; }

    /// <summary>Classes an event belongs to.</summary>
    public Func<TruthEvent, IEnumerable<string>> Classes { get; init; } = _ => [];

    /// <summary>An alarm that was told before the window, but not before the event was near, has found it when it is still up within.</summary>
    public bool CountsOngoingAlarms { get; init; }

    /// <summary>What specificity is counted in, and what the rate of false alarms is per.</summary>
    public string HealthyUnit { get; init; } = "cow-days";

    /// <summary>The length of one, milliseconds.</summary>
    public long HealthyUnitMs { get; init; } = ScoringPeriod.DayMs;

    public LiteratureAccuracy? Literature { get; init; }

    /// <param name="cows">Everybody who was watched.</param>
    public DetectorScore ScoreAlarms(IReadOnlyList<Alarm> alarms, TruthIndex truth, IReadOnlyList<string> cows, ScoringPeriod span)
    {
        var byCow = alarms.GroupBy(alarm => alarm.SubjectId, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        var tally = new AlarmMatcher(this, truth, span);
        foreach (var cow in cows)
        {
            tally.Add(cow, byCow.GetValueOrDefault(cow) ?? []);
        }

        return tally.ToScore(cows.Count);
    }

    /// <summary>Whether an alarm has found an event.</summary>
    public bool Finds(in Alarm alarm, TruthEvent one)
    {
        var (from, to) = DetectionWindow(one);
        return IsOf(alarm, one) && alarm.ReportedAt <= to && (CountsOngoingAlarms ? alarm.EndsAt >= from && alarm.ReportedAt >= ToleranceWindow(one).From : alarm.ReportedAt >= from);
    }

    /// <summary>Whether an alarm is about an event, even if too early or too late to have found it.</summary>
    public bool Touches(in Alarm alarm, TruthEvent one)
    {
        var (from, to) = ToleranceWindow(one);
        return IsOf(alarm, one) && alarm.ReportedAt >= from && Math.Min(alarm.StartedAt, alarm.ReportedAt) <= to;
    }

    private static bool IsOf(in Alarm alarm, TruthEvent one) => one.Metric is null || alarm.Metric is null || one.Metric == alarm.Metric;
}
