using GraphQL;
using SmartDairy.Contracts.Milking;

namespace SmartDairy.Api.Schema.Milkings;

/// <summary>What one quarter gave in a milking. Null where the meter did not say.</summary>
[Name("QuarterMilking")]
public sealed class QuarterMilkingView(QuarterMilking milking)
{
    /// <summary>As seen from behind.</summary>
    public Quarter Quarter => milking.Quarter;

    /// <summary>Litres.</summary>
    public double? Litres => milking.Litres;

    /// <summary>mS/cm.</summary>
    public double? Conductivity => milking.Conductivity;

    /// <summary>Litres a minute.</summary>
    public double? AverageFlow => milking.AverageFlow;

    /// <summary>Litres a minute.</summary>
    public double? PeakFlow => milking.PeakFlow;

    /// <summary>Seconds.</summary>
    public int? DurationSeconds => milking.DurationSeconds;

    /// <summary>Blood was seen in its milk.</summary>
    public bool? BloodDetected => milking.BloodDetected;
}
