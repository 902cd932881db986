namespace SmartDairy.Evaluation.Scoring;

/// <summary>
/// The published accuracy of a method on real cows, 0 to 1: a range where there are several, null where none is published.
/// </summary>
/// <param name="Source">The publication.</param>
public sealed record LiteratureAccuracy(string Source, (double Low, double High)? Sensitivity, (double Low, double High)? Specificity)
{
    /// <summary>The largest difference between simulated and published accuracy that fits, as a share.</summary>
    public const double Tolerance = 0.07;

    /// <summary>Løvendahl &amp; Chagunda, JDS 93:249: 74.6 % of estruses at an error on 1.3 % of days.</summary>
    public static LiteratureAccuracy SmoothedCounts { get; } = new("Løvendahl & Chagunda", (0.746, 0.746), (0.987, 0.987));

    /// <summary>Meta-analysis of conductivity alone: sensitivity 66 %, specificity 94 %.</summary>
    public static LiteratureAccuracy Conductivity { get; } = new("conductivity alone, meta-analysis", (0.66, 0.66), (0.94, 0.94));

    /// <summary>British herds, +10 and +15 % over the mean of 14 milkings: sensitivity 40–54 %, specificity 85–92 %.</summary>
    public static LiteratureAccuracy ConductivityRise { get; } =
        new("+10/15 % over 14 milkings, British herds", (0.40, 0.54), (0.85, 0.92));

    /// <summary>The highest quarter against the lowest (1979): 69 % of mastitis, 93.2 % of normal milkings.</summary>
    public static LiteratureAccuracy QuarterRatio { get; } = new("highest to lowest quarter, 1979", (0.69, 0.69), (0.932, 0.932));

    /// <summary>The distance of a value from a range: 0 inside, negative below.</summary>
    public static double DistanceFromRange(double value, (double Low, double High)? range)
        => range is not { } field || double.IsNaN(value)
            ? 0
            : value < field.Low ? value - field.Low : value > field.High ? value - field.High : 0;

    public bool Matches(DetectorScore score)
    {
        ArgumentNullException.ThrowIfNull(score);
        return Math.Abs(DistanceFromRange(score.Sensitivity.Value, Sensitivity)) <= Tolerance
            && Math.Abs(DistanceFromRange(score.Specificity.Value, Specificity)) <= Tolerance;
    }
}
