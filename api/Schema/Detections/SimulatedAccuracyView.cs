using GraphQL;
using SmartDairy.Herd.Detections;

namespace SmartDairy.Api.Schema.Detections;

/// <summary>Accuracy of a detector on simulated herds that were not used to tune it.</summary>
[Name("SimulatedAccuracy")]
public sealed record SimulatedAccuracyView(
    int Herds, int Cows, int Days, int Events, ProportionView? Sensitivity, ProportionView? Specificity, ProportionView? Ppv,
    double? FalseAlarmsPerCowWeek, double? LeadHours)
{
    /// <summary>Number of herds that were simulated.</summary>
    public int Herds { get; } = Herds;

    /// <summary>Number of cows in each simulated herd.</summary>
    public int Cows { get; } = Cows;

    /// <summary>Number of days each herd was simulated.</summary>
    public int Days { get; } = Days;

    /// <summary>Number of true events in all simulated herds together.</summary>
    public int Events { get; } = Events;

    /// <summary>Share of the true events that the detector found; null when not published.</summary>
    public ProportionView? Sensitivity { get; } = Sensitivity;

    /// <summary>Share of the times without an event in which the detector stayed silent; null when not published.</summary>
    public ProportionView? Specificity { get; } = Specificity;

    /// <summary>Share of the detections that were true; null when not published.</summary>
    public ProportionView? Ppv { get; } = Ppv;

    /// <summary>False detections per cow and week; null when not published, as for detectors that are not about cows.</summary>
    public double? FalseAlarmsPerCowWeek { get; } = FalseAlarmsPerCowWeek;

    /// <summary>Median hours from the start of a true event to its detection; null when none was found or nothing was published.</summary>
    public double? LeadHours { get; } = LeadHours;

    internal static SimulatedAccuracyView From(PublishedDetector detector, PublishedEvaluation evaluation) => new(
        evaluation.Seeds.Count,
        evaluation.Cows,
        evaluation.Days,
        detector.Events,
        ProportionView.From(detector.Sensitivity),
        ProportionView.From(detector.Specificity),
        ProportionView.From(detector.Ppv),
        detector.FalseAlarmsPerCowWeek,
        detector.LeadHours);
}
