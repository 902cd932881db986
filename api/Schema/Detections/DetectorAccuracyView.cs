using GraphQL;
using SmartDairy.Herd.Detections;

namespace SmartDairy.Api.Schema.Detections;

/// <summary>Accuracy of one version of a detector.</summary>
[Name("DetectorAccuracy")]
public sealed record DetectorAccuracyView(
    string Detector, int Confirmed, int Rejected, int Unjudged, ProportionView? Ppv, SimulatedAccuracyView? Simulated)
{
    /// <summary>Name and version of the detector, such as heat/1.</summary>
    public string Detector { get; } = Detector;

    /// <summary>Number of detections that people confirmed.</summary>
    public int Confirmed { get; } = Confirmed;

    /// <summary>Number of detections that people rejected.</summary>
    public int Rejected { get; } = Rejected;

    /// <summary>Number of detections without a verdict.</summary>
    public int Unjudged { get; } = Unjudged;

    /// <summary>
    /// Positive predictive value: confirmed detections as a share of those judged, with Wilson's 95 % interval; null when none was judged.
    /// </summary>
    public ProportionView? Ppv { get; } = Ppv;

    /// <summary>Published accuracy on simulated herds; null when none was published for this version.</summary>
    public SimulatedAccuracyView? Simulated { get; } = Simulated;

    internal static DetectorAccuracyView From(DetectorAccuracy accuracy, PublishedEvaluation evaluation)
    {
        var verdicts = accuracy.Verdicts;
        return new(
            accuracy.Detector,
            verdicts.Confirmed,
            verdicts.Rejected,
            verdicts.Unjudged,
            ProportionView.From(verdicts.Confirmed, verdicts.Confirmed + verdicts.Rejected),
            accuracy.Published is { } published ? SimulatedAccuracyView.From(published, evaluation) : null);
    }
}
