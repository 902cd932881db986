namespace SmartDairy.Analytics.Accuracy;

/// <summary>How exact a sensor must be, and what a run must hold to show it.</summary>
public sealed record AccuracyLimits
{
    /// <summary>Air: ±0.2 °C over at least 10 °C, told in hundredths or tenths.</summary>
    public static readonly AccuracyLimits Temperature = new() { Tolerance = 0.2, MinReferenceSpan = 10 };

    /// <summary>Air: ±2 %RH over at least 20 %RH.</summary>
    public static readonly AccuracyLimits Humidity = new() { Tolerance = 2, MinReferenceSpan = 20 };

    /// <summary>±0.5 % of the volume over at least 5 L.</summary>
    public static readonly AccuracyLimits MilkVolume = new() { Tolerance = 0.5, IsRelative = true, MinReferenceSpan = 5 };

    /// <summary>References that must differ.</summary>
    public const int MinReferences = 3;

    /// <summary>What the error may be to either side: in the metric's unit, or in percent of the reference. Above 0.</summary>
    public required double Tolerance { get; init; }

    /// <summary>Errors are in percent of the reference.</summary>
    public bool IsRelative { get; init; }

    /// <summary>From the lowest to the highest reference at least so far, in the metric's unit.</summary>
    public required double MinReferenceSpan { get; init; }
}
