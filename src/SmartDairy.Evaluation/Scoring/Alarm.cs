using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Milking;
using SmartDairy.Evaluation.Replay;

namespace SmartDairy.Evaluation.Scoring;

/// <summary>One alarm of a detector at a cow, or at a sensor. Times are Unix milliseconds.</summary>
/// <param name="SubjectId">The cow or the sensor.</param>
/// <param name="Begins">When what is meant began, as the detector thinks.</param>
/// <param name="ToldAt">When a farmer would have been told.</param>
/// <param name="Ends">When it was over; far ahead while it lasts.</param>
/// <param name="Score">The detector's own number.</param>
/// <param name="Metric">Of a sensor; null when it is about all it measures.</param>
public readonly record struct Alarm(string SubjectId, long Begins, long ToldAt, long Ends, double Score, Quarter? Quarter = null, string? Metric = null)
{
    public static Alarm Of(ToldDetection told)
    {
        ArgumentNullException.ThrowIfNull(told);
        var detection = told.Detection;
        var ends = Math.Min(detection.EndedAt ?? long.MaxValue, told.TakenBackAt ?? long.MaxValue);
        return new(detection.SubjectId, detection.StartedAt, told.ToldAt, Math.Max(told.ToldAt, ends), detection.Score, detection.Quarter, detection.Metric);
    }

    /// <summary>Those of some kinds, by when they were told; one that was taken back later was told all the same.</summary>
    public static List<Alarm> Of(IEnumerable<ToldDetection> told, params IReadOnlyList<DetectionKind> kinds)
        => [.. told.Where(one => kinds.Contains(one.Detection.Kind)).Select(Of).OrderBy(alarm => alarm.ToldAt).ThenBy(alarm => alarm.SubjectId, StringComparer.Ordinal)];
}
