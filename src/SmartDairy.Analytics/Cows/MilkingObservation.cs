namespace SmartDairy.Analytics.Cows;

/// <summary>What detectors use of one milking. NaN where nobody said.</summary>
public sealed record MilkingObservation
{
    /// <summary>Unix milliseconds, UTC.</summary>
    public required long Start { get; init; }

    /// <summary>Unix milliseconds, UTC: when its data were complete.</summary>
    public required long End { get; init; }

    /// <summary>L.</summary>
    public required double Litres { get; init; }

    /// <summary>Of the whole milk, mS/cm.</summary>
    public double Conductivity { get; init; } = double.NaN;

    /// <summary>By quarter, LF RF LR RR, mS/cm; null when the meter knows no quarters.</summary>
    public IReadOnlyList<double>? QuarterConductivity { get; init; }

    /// <summary>By quarter, LF RF LR RR, L; null when the meter knows no quarters.</summary>
    public IReadOnlyList<double>? QuarterLitres { get; init; }

    /// <summary>Of the milk, °C.</summary>
    public double Temperature { get; init; } = double.NaN;

    /// <summary>Null when the meter cannot tell.</summary>
    public bool? Blood { get; init; }

    public bool Incomplete { get; init; }

    /// <summary>Hours since her last milking began.</summary>
    public double IntervalHours { get; init; } = double.NaN;
}
