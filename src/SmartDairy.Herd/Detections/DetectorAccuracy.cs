using SmartDairy.History.Herds;

namespace SmartDairy.Herd.Detections;

/// <summary>One version of a detector: verdicts of a farm's people, beside the figures on simulated herds.</summary>
/// <param name="Detector">Detector and version, such as heat/1.</param>
/// <param name="Verdicts">Verdicts on the farm's detections.</param>
/// <param name="Published">Figures on simulated herds; null when none were published of this version.</param>
public sealed record DetectorAccuracy(string Detector, DetectorVerdictCounts Verdicts, PublishedDetector? Published)
{
    /// <summary>All detectors that made a detection on the farm, or of which figures were published, by name.</summary>
    /// <param name="store">Holds the detections.</param>
    /// <param name="published">The published evaluation.</param>
    /// <param name="farmId">Farm of the detections.</param>
    /// <param name="from">Detections made earlier do not count, Unix milliseconds; null for no bound.</param>
    /// <param name="to">Detections made then or later do not count, Unix milliseconds; null for no bound.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public static async Task<IReadOnlyList<DetectorAccuracy>> ReadAsync(
        IHerdStore store, PublishedEvaluation published, int farmId, long? from, long? to, CancellationToken cancellationToken)
    {
        var counts = await DetectorVerdictCounts.CountAsync(store, farmId, from, to, cancellationToken);
        return
        [
            .. counts.Keys.Union(published.Detectors.Select(figures => figures.Detector))
                .Order(StringComparer.Ordinal)
                .Select(detector => new DetectorAccuracy(detector, counts.GetValueOrDefault(detector) ?? new(), published.Find(detector))),
        ];
    }
}
