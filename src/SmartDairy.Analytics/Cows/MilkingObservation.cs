namespace SmartDairy.Analytics.Cows;

/// <summary>One milking as the detectors use it. NaN when unknown.</summary>
public sealed record MilkingObservation
{
    /// <summary>Unix milliseconds, UTC.</summary>
    public required long Start { get; init; }

    /// <summary>Unix milliseconds, UTC, at which the data were complete.</summary>
    public required long End { get; init; }

    /// <summary>Yield, L.</summary>
    public required double Litres { get; init; }

    /// <summary>Conductivity of the whole milk, mS/cm.</summary>
    public double Conductivity { get; init; } = double.NaN;

    /// <summary>Conductivity by quarter, LF RF LR RR, mS/cm; null when the meter does not measure quarters.</summary>
    public IReadOnlyList<double>? QuarterConductivity { get; init; }

    /// <summary>Yield by quarter, LF RF LR RR, L; null when the meter does not measure quarters.</summary>
    public IReadOnlyList<double>? QuarterLitres { get; init; }

    /// <summary>Milk temperature, °C.</summary>
    public double Temperature { get; init; } = double.NaN;

    /// <summary>Whether the meter detected blood; null when it cannot.</summary>
    public bool? Blood { get; init; }

    public bool Incomplete { get; init; }

    /// <summary>Hours since the previous milking began.</summary>
    public double IntervalHours { get; init; } = double.NaN;
}
