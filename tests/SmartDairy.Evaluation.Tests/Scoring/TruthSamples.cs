using SmartDairy.Contracts.Milking;
using SmartDairy.Evaluation.Scoring;
using SmartDairy.Simulator.Truth;

namespace SmartDairy.Evaluation.Tests.Scoring;

/// <summary>Hand-made truth and alarms; times in hours of a span of 40 days.</summary>
internal static class TruthSamples
{
    public static readonly ScoringPeriod Scored = new(At(0), At(40 * 24));

    public static long At(double hours)
        => 1_800_000_000_000 / ScoringPeriod.DayMs * ScoringPeriod.DayMs + (long)(hours * ScoringPeriod.HourMs);

    public static TruthEvent Event(
        TruthKind kind, string cow, double from, double to, double? seen = null, Quarter? quarter = null, bool told = false) => new()
        {
            Kind = kind,
            SubjectId = cow,
            Start = At(from),
            End = At(to),
            RecognisedAt = seen is { } hour ? At(hour) : null,
            Quarter = quarter,
            IsRecorded = told,
        };

    public static Alarm Alarm(string cow, double told, double? ends = null, double score = 1, double? begins = null)
        => new(cow, At(begins ?? told), At(told), ends is { } end ? At(end) : long.MaxValue, score);
}
