namespace SmartDairy.Analytics.Calibration;

/// <summary>What a calibration of one metric must keep to.</summary>
public sealed record CalibrationLimits
{
    /// <summary>What the error may be, in the metric's unit, whatever the value.</summary>
    public required double AbsoluteTolerance { get; init; }

    /// <summary>What the error may be as a share of the value, where that is more.</summary>
    public double RelativeTolerance { get; init; }

    /// <summary>Readings must lie at least so far apart, in the metric's unit: a line through close points says nothing of the rest.</summary>
    public required double MinSpan { get; init; }

    /// <summary>Slopes below it are not believed: such a sensor is broken.</summary>
    public double MinSlope { get; init; } = 0.8;

    /// <summary>Slopes above it are not believed.</summary>
    public double MaxSlope { get; init; } = 1.25;

    /// <summary>What the error may be at a value, in the metric's unit.</summary>
    public double ToleranceAt(double value) => Math.Max(AbsoluteTolerance, RelativeTolerance * Math.Abs(value));
}
