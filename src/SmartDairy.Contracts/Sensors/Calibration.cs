namespace SmartDairy.Contracts.Sensors;

/// <summary>
/// One version of a metric's calibration at a device. Applies from <see cref="CalibratedAt"/> until the next valid version, in event time.
/// Times are Unix milliseconds, UTC.
/// </summary>
[GenerateSerializer, Immutable, Alias("calibration")]
public sealed record Calibration
{
    [Id(0)] public required string DeviceId { get; init; }

    [Id(1)] public required int FarmId { get; init; }

    [Id(2)] public required string Metric { get; init; }

    /// <summary>Gapless version number per device and metric, from 1; invalid versions count.</summary>
    [Id(3)] public required int Version { get; init; }

    [Id(4)] public required long CalibratedAt { get; init; }

    [Id(5)] public required string CalibratedBy { get; init; }

    [Id(6)] public required CalibrationMethod Method { get; init; }

    [Id(7)] public required double Slope { get; init; }

    /// <summary>Intercept of the line, in the metric's unit.</summary>
    [Id(8)] public required double Intercept { get; init; }

    [Id(9)] public required double RSquared { get; init; }

    /// <summary>Root mean square of the residuals, in the metric's unit.</summary>
    [Id(10)] public required double Rmse { get; init; }

    /// <summary>Root mean square of the leave-one-out errors, in the metric's unit; NaN with fewer than three points.</summary>
    [Id(11)] public required double LeaveOneOutRmse { get; init; }

    /// <summary>Maximum allowed error, in the metric's unit.</summary>
    [Id(12)] public required double Tolerance { get; init; }

    /// <summary>True when the calibration is valid; only valid calibrations are applied.</summary>
    [Id(13)] public required bool Valid { get; init; }

    /// <summary>A sentence that explains why the calibration is invalid; null when it is valid.</summary>
    [Id(14)] public string? Reason { get; init; }

    [Id(15)] public required IReadOnlyList<CalibrationPoint> Points { get; init; }

    /// <summary>
    /// Time from which readings are flagged because the calibration has expired; null when the calibration does not expire.
    /// </summary>
    [Id(16)] public long? ExpiresAt { get; init; }

    /// <summary>The reference instrument and its certificate as entered; null when not given.</summary>
    [Id(17)] public string? Reference { get; init; }
}
