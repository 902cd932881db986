using GraphQL;

namespace SmartDairy.Api.Schema.Detections;

/// <summary>What a detector showed on simulated herds that it was not tuned on.</summary>
[Name("SimulatedAccuracy")]
public sealed record SimulatedAccuracyView(
    int Herds, int Cows, int Days, int Events, ProportionView? Sensitivity, ProportionView? Specificity, ProportionView? Ppv, double? FalseAlarmsPerCowWeek, double? LeadHours)
{
    /// <summary>How many herds were simulated.</summary>
    public int Herds { get; } = Herds;

    /// <summary>Cows of each herd.</summary>
    public int Cows { get; } = Cows;

    /// <summary>Days each herd was followed.</summary>
    public int Days { get; } = Days;

    /// <summary>How often what it looks for truly happened, in all herds.</summary>
    public int Events { get; } = Events;

    /// <summary>How many of the true events it found; null when not published.</summary>
    public ProportionView? Sensitivity { get; } = Sensitivity;

    /// <summary>How many of the times without an event it kept silent; null when not published.</summary>
    public ProportionView? Specificity { get; } = Specificity;

    /// <summary>How many of its detections were true; null when not published.</summary>
    public ProportionView? Ppv { get; } = Ppv;

    /// <summary>Detections that were not true, by cow and week; null when not published.</summary>
    public double? FalseAlarmsPerCowWeek { get; } = FalseAlarmsPerCowWeek;

    /// <summary>Median hours from the beginning of a true event to its detection; null when not published.</summary>
    public double? LeadHours { get; } = LeadHours;
}
