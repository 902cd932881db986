namespace SmartDairy.Api.Schema.Calibrations;

/// <summary>One comparison of a sensor with a reference, both in the metric's unit.</summary>
public sealed class CalibrationPointInput
{
    /// <summary>The truth.</summary>
    public required double Reference { get; init; }

    /// <summary>What the sensor said, uncorrected: extra.raw of its readings once it is calibrated.</summary>
    public required double Reading { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Above 0; looked at by the weighted method only.</summary>
    public double? Weight { get; init; } = 1;

    internal Contracts.Sensors.CalibrationPoint ToPoint() => new(Reference, Reading, Time?.ToUnixTimeMilliseconds(), Weight ?? 1);
}
