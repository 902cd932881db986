using SmartDairy.Contracts.Detections;
using SmartDairy.Evaluation.Baselines;
using SmartDairy.Evaluation.Replay;
using SmartDairy.Evaluation.Scoring;
using SmartDairy.Simulator.Truth;

namespace SmartDairy.Evaluation;

/// <summary>One cow's days around a heat: what her collar said, what was found, and what was so.</summary>
/// <param name="FirstHour">Of <paramref name="Trace"/> to look at, hours since 1970.</param>
/// <param name="LastHour">The last of them.</param>
public sealed record HeatExample(ToldDetection Told, TruthEvent Truth, HourTrace Trace, long FirstHour, long LastHour)
{
    private const int DaysBefore = 5;
    private const int DaysAfter = 2;

    /// <summary>The first ordinary one, by time of telling, with days to see before it; null when there is none.</summary>
    public static HeatExample? Of(HerdReplay replay, BaselineRun run, TruthBook truth, Span span)
    {
        ArgumentNullException.ThrowIfNull(replay);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(truth);
        foreach (var told in replay.Detections.Where(one => one.Detection.Kind == DetectionKind.Heat && one.TakenBackAt is null && span.Holds(one.ToldAt))
            .OrderBy(one => one.ToldAt).ThenBy(one => one.Detection.Id, StringComparer.Ordinal))
        {
            var estrus = truth.Of(told.Detection.SubjectId, TruthKind.Estrus).FirstOrDefault(one => one.Visible && told.ToldAt >= one.Start && told.ToldAt <= one.End);
            if (estrus is not null && run.Trace(told.Detection.SubjectId) is { } trace)
            {
                return new(told, estrus, trace, (estrus.Start / Span.Hour) - (DaysBefore * 24), (estrus.End / Span.Hour) + (DaysAfter * 24));
            }
        }

        return null;
    }
}
