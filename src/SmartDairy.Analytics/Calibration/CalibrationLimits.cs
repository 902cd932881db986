namespace SmartDairy.Analytics.Calibration;

/// <summary>Acceptance limits for a calibration of one metric.</summary>
public sealed record CalibrationLimits
{
    /// <summary>Maximum error at any value, in the metric's unit.</summary>
    public required double AbsoluteTolerance { get; init; }

    /// <summary>Maximum error as a share of the value; the larger of both limits applies. The default is 0.</summary>
    public double RelativeTolerance { get; init; }

    /// <summary>
    /// Minimum distance between the lowest and the highest reading, in the metric's unit. A line through close points does not predict
    /// other values.
    /// </summary>
    public required double MinSpan { get; init; }

    /// <summary>Minimum slope; a sensor below it is broken. The default is 0.8.</summary>
    public double MinSlope { get; init; } = 0.8;

    /// <summary>Maximum slope. The default is 1.25.</summary>
    public double MaxSlope { get; init; } = 1.25;

    /// <summary>Maximum error at a value, in the metric's unit.</summary>
    public double ToleranceAt(double value) => Math.Max(AbsoluteTolerance, RelativeTolerance * Math.Abs(value));
}
