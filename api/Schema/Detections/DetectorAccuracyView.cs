using GraphQL;
using SmartDairy.Api.Herd.Detections;

namespace SmartDairy.Api.Schema.Detections;

/// <summary>How often one version of a detector was right.</summary>
[Name("DetectorAccuracy")]
public sealed record DetectorAccuracyView(string Detector, int Confirmed, int Rejected, int Unjudged, ProportionView? Ppv, SimulatedAccuracyView? Simulated)
{
    /// <summary>Which detector, and which version of it, e.g. heat/1.</summary>
    public string Detector { get; } = Detector;

    /// <summary>Detections that people found to be right.</summary>
    public int Confirmed { get; } = Confirmed;

    /// <summary>Detections that people found to be wrong.</summary>
    public int Rejected { get; } = Rejected;

    /// <summary>Detections that nobody judged.</summary>
    public int Unjudged { get; } = Unjudged;

    /// <summary>How many of those that were judged were right (positive predictive value), with Wilson's interval; null when none was judged.</summary>
    public ProportionView? Ppv { get; } = Ppv;

    /// <summary>What it showed on simulated herds; null when nothing was published of this version.</summary>
    public SimulatedAccuracyView? Simulated { get; } = Simulated;

    internal static IEnumerable<DetectorAccuracyView> Combine(IReadOnlyDictionary<string, DetectorVerdictCounts> counts, PublishedEvaluation published)
    {
        foreach (var detector in counts.Keys.Union(published.Detectors.Select(each => each.Detector)).Order(StringComparer.Ordinal))
        {
            var count = counts.GetValueOrDefault(detector) ?? new();
            yield return new(
                detector, count.Confirmed, count.Rejected, count.Unjudged, ProportionView.From(count.Confirmed, count.Confirmed + count.Rejected), published.FindAccuracy(detector));
        }
    }
}
