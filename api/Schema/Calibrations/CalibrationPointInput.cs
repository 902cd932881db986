namespace SmartDairy.Api.Schema.Calibrations;

/// <summary>One comparison of a sensor with a reference, both in the metric's unit.</summary>
public sealed class CalibrationPointInput
{
    /// <summary>True value shown by the reference, in the metric's unit.</summary>
    public required double Reference { get; init; }

    /// <summary>Uncorrected value of the sensor, in the metric's unit; extra.raw of its readings once it is calibrated.</summary>
    public required double Reading { get; init; }

    /// <summary>Time of the comparison; may be omitted.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Weight of the comparison, above 0; only the method WEIGHTED uses it.</summary>
    public double? Weight { get; init; } = 1;

    internal Contracts.Sensors.CalibrationPoint ToPoint() => new(Reference, Reading, Time?.ToUnixTimeMilliseconds(), Weight ?? 1);
}
