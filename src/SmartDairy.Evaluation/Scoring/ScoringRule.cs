using SmartDairy.Simulator.Truth;

namespace SmartDairy.Evaluation.Scoring;

/// <summary>A rule that matches the alarms of one kind with true events.</summary>
public sealed record ScoringRule
{
    public required string Detector { get; init; }

    public required string Target { get; init; }

    /// <summary>The events to be found.</summary>
    public required IReadOnlyList<TruthKind> Kinds { get; init; }

    /// <summary>Events that excuse an alarm: it is neither right nor false.</summary>
    public IReadOnlyList<TruthKind> IgnoredKinds { get; init; } = [];

    /// <summary>The window in which an alarm finds an event, Unix milliseconds.</summary>
    public required Func<TruthEvent, (long From, long To)> DetectionWindow { get; init; }

    /// <summary>The time around an event in which an alarm is not false, even if too early or too late to find it.</summary>
    public required Func<TruthEvent, (long From, long To)> ToleranceWindow { get; init; }

    /// <summary>The reference of the delay; events without it are not counted.</summary>
    public required Func<TruthEvent, long?> ReferenceTime { get; init; }

    /// <summary>The largest delay that counts as soon, milliseconds.</summary>
    public required long SoonWithinMs { get; init; }

    public required string SoonDescription { get; init; }

    /// <summary>The classes of an event.</summary>
    public Func<TruthEvent, IEnumerable<string>> Classes { get; init; } = _ => [];

    /// <summary>Whether an alarm from before the window finds an event when it is still up in the window.</summary>
    public bool CountsOngoingAlarms { get; init; }

    /// <summary>The unit of specificity and of the rate of false alarms.</summary>
    public string HealthyUnit { get; init; } = "cow-days";

    /// <summary>The length of a unit, milliseconds.</summary>
    public long HealthyUnitMs { get; init; } = ScoringPeriod.DayMs;

    public LiteratureAccuracy? Literature { get; init; }

    /// <param name="cows">All subjects.</param>
    public DetectorScore ScoreAlarms(IReadOnlyList<Alarm> alarms, TruthIndex truth, IReadOnlyList<string> cows, ScoringPeriod span)
    {
        var byCow = alarms.GroupBy(alarm => alarm.SubjectId, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        var tally = new AlarmMatcher(this, truth, span);
        foreach (var cow in cows)
        {
            tally.Add(cow, byCow.GetValueOrDefault(cow) ?? []);
        }

        return tally.ToScore(cows.Count);
    }

    /// <summary>Whether an alarm finds an event.</summary>
    public bool Finds(in Alarm alarm, TruthEvent one)
    {
        var (from, to) = DetectionWindow(one);
        return IsOf(alarm, one) && alarm.ReportedAt <= to
            && (CountsOngoingAlarms ? alarm.EndsAt >= from && alarm.ReportedAt >= ToleranceWindow(one).From : alarm.ReportedAt >= from);
    }

    /// <summary>Whether an alarm is about an event, even if too early or too late to have found it.</summary>
    public bool Touches(in Alarm alarm, TruthEvent one)
    {
        var (from, to) = ToleranceWindow(one);
        return IsOf(alarm, one) && alarm.ReportedAt >= from && Math.Min(alarm.StartedAt, alarm.ReportedAt) <= to;
    }

    private static bool IsOf(in Alarm alarm, TruthEvent one) => one.Metric is null || alarm.Metric is null || one.Metric == alarm.Metric;
}
