using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Milking;
using SmartDairy.Evaluation.Replay;

namespace SmartDairy.Evaluation.Scoring;

/// <summary>One alarm of a detector about a cow or a sensor. Times are Unix milliseconds.</summary>
/// <param name="SubjectId">The cow or the sensor.</param>
/// <param name="StartedAt">The beginning of the condition by the detector.</param>
/// <param name="ReportedAt">When a farmer would have been notified.</param>
/// <param name="EndsAt">The end; <see cref="long.MaxValue"/> or another far time while the alarm lasts.</param>
/// <param name="Score">The detector's own measure.</param>
/// <param name="Metric">The metric of a sensor; null when the alarm is about all of its metrics.</param>
public readonly record struct Alarm(
    string SubjectId, long StartedAt, long ReportedAt, long EndsAt, double Score, Quarter? Quarter = null, string? Metric = null)
{
    public static Alarm FromDetections(ReplayedDetection told)
    {
        ArgumentNullException.ThrowIfNull(told);
        var detection = told.Detection;
        var ends = Math.Min(detection.EndedAt ?? long.MaxValue, told.RetractedAt ?? long.MaxValue);
        return new(detection.SubjectId, detection.StartedAt, told.ReportedAt, Math.Max(told.ReportedAt, ends), detection.Score,
            detection.Quarter, detection.Metric);
    }

    /// <summary>
    /// The alarms of some kinds of detections, by the time of notification. A detection that was retracted later counts too.
    /// </summary>
    public static List<Alarm> FromDetections(IEnumerable<ReplayedDetection> told, params IReadOnlyList<DetectionKind> kinds)
        => [.. told.Where(one => kinds.Contains(one.Detection.Kind)).Select(FromDetections).OrderBy(alarm => alarm.ReportedAt)
        .ThenBy(alarm => alarm.SubjectId, StringComparer.Ordinal)];
}
