using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Milking;
using SmartDairy.Evaluation.Replay;

namespace SmartDairy.Evaluation.Scoring;

/// <summary>One alarm of a detector at a cow, or at a sensor. Times are Unix milliseconds.</summary>
/// <param name="SubjectId">The cow or the sensor.</param>
/// <param name="StartedAt">When what is meant began, as the detector thinks.</param>
/// <param name="ReportedAt">When a farmer would have been told.</param>
/// <param name="EndsAt">When it was over; far ahead while it lasts.</param>
/// <param name="Score">The detector's own number.</param>
/// <param name="Metric">Of a sensor; null when it is about all it measures.</param>
public readonly record struct Alarm(string SubjectId, long StartedAt, long ReportedAt, long EndsAt, double Score, Quarter? Quarter = null, string? Metric = null)
{
    public static Alarm FromDetections(ReplayedDetection told)
    {
        ArgumentNullException.ThrowIfNull(told);
        var detection = told.Detection;
        var ends = Math.Min(detection.EndedAt ?? long.MaxValue, told.RetractedAt ?? long.MaxValue);
        return new(detection.SubjectId, detection.StartedAt, told.ReportedAt, Math.Max(told.ReportedAt, ends), detection.Score, detection.Quarter, detection.Metric);
    }

    /// <summary>Those of some kinds, by when they were told; one that was taken back later was told all the same.</summary>
    public static List<Alarm> FromDetections(IEnumerable<ReplayedDetection> told, params IReadOnlyList<DetectionKind> kinds)
        => [.. told.Where(one => kinds.Contains(one.Detection.Kind)).Select(FromDetections).OrderBy(alarm => alarm.ReportedAt).ThenBy(alarm => alarm.SubjectId, StringComparer.Ordinal)];
}
