using GraphQL;
using SmartDairy.Contracts.Milking;

namespace SmartDairy.Api.Schema.Milkings;

/// <summary>Milk of one quarter of the udder in a milking. Values the meter did not report are null.</summary>
[Name("QuarterMilking")]
public sealed class QuarterMilkingView(QuarterMilking milking)
{
    /// <summary>Quarter of the udder, as seen from behind the animal.</summary>
    public Quarter Quarter => milking.Quarter;

    /// <summary>Milk of the quarter, in litres; null when not reported.</summary>
    public double? Litres => milking.Litres;

    /// <summary>Electrical conductivity of the quarter's milk, in mS/cm; null when not reported.</summary>
    public double? Conductivity => milking.Conductivity;

    /// <summary>Average milk flow of the quarter, in L/min; null when not reported.</summary>
    public double? AverageFlow => milking.AverageFlow;

    /// <summary>Highest milk flow of the quarter, in L/min; null when not reported.</summary>
    public double? PeakFlow => milking.PeakFlow;

    /// <summary>Duration of the quarter's milk flow in seconds; null when not reported.</summary>
    public int? DurationSeconds => milking.DurationSeconds;

    /// <summary>Whether the meter detected blood in the quarter's milk; null when not reported.</summary>
    public bool? BloodDetected => milking.BloodDetected;
}
