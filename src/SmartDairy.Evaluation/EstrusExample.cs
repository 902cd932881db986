using SmartDairy.Contracts.Detections;
using SmartDairy.Evaluation.Baselines;
using SmartDairy.Evaluation.Replay;
using SmartDairy.Evaluation.Scoring;
using SmartDairy.Simulator.Truth;

namespace SmartDairy.Evaluation;

/// <summary>The days around one heat of a cow: the collar's hours, the detection and the truth.</summary>
/// <param name="FirstHour">The first hour of <paramref name="Trace"/> to show, hours since 1970-01-01T00:00Z.</param>
/// <param name="LastHour">The last hour to show.</param>
public sealed record EstrusExample(ReplayedDetection Detection, TruthEvent Truth, CowHourTrace Trace, long FirstHour, long LastHour)
{
    private const int DaysBefore = 5;
    private const int DaysAfter = 2;

    /// <summary>The first heat that was found, by the time of notification, with enough days before it; null when there is none.</summary>
    public static EstrusExample? Find(HerdReplay replay, BaselineDetectors run, TruthIndex truth, ScoringPeriod span)
    {
        ArgumentNullException.ThrowIfNull(replay);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(truth);
        foreach (var told in replay.Detections.Where(one => one.Detection.Kind == DetectionKind.Heat && one.RetractedAt is null
            && span.Contains(one.ReportedAt))
            .OrderBy(one => one.ReportedAt).ThenBy(one => one.Detection.Id, StringComparer.Ordinal))
        {
            var estrus = truth.For(told.Detection.SubjectId, TruthKind.Estrus)
                .FirstOrDefault(one => one.IsVisible && told.ReportedAt >= one.Start && told.ReportedAt <= one.End);
            if (estrus is not null && run.HoursOf(told.Detection.SubjectId) is { } trace)
            {
                return new(told, estrus, trace, (estrus.Start / ScoringPeriod.HourMs) - (DaysBefore * 24),
                    (estrus.End / ScoringPeriod.HourMs) + (DaysAfter * 24));
            }
        }

        return null;
    }
}
