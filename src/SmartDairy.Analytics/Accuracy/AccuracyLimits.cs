namespace SmartDairy.Analytics.Accuracy;

/// <summary>The required accuracy of a sensor, and the minimum extent of a run that can show it.</summary>
public sealed record AccuracyLimits
{
    /// <summary>Air temperature: ±0.2 °C over at least 10 °C.</summary>
    public static readonly AccuracyLimits Temperature = new() { Tolerance = 0.2, MinReferenceSpan = 10 };

    /// <summary>Air humidity: ±2 %RH over at least 20 %RH.</summary>
    public static readonly AccuracyLimits Humidity = new() { Tolerance = 2, MinReferenceSpan = 20 };

    /// <summary>Milk volume: ±0.5 % of the volume over at least 5 L.</summary>
    public static readonly AccuracyLimits MilkVolume = new() { Tolerance = 0.5, IsRelative = true, MinReferenceSpan = 5 };

    /// <summary>Minimum number of different references.</summary>
    public const int MinReferences = 3;

    /// <summary>Maximum absolute error, in the metric's unit or in percent of the reference. Above 0.</summary>
    public required double Tolerance { get; init; }

    /// <summary>Whether errors are in percent of the reference. The default is false.</summary>
    public bool IsRelative { get; init; }

    /// <summary>Minimum distance between the lowest and the highest reference, in the metric's unit.</summary>
    public required double MinReferenceSpan { get; init; }
}
