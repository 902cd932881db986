namespace SmartDairy.Contracts.Sensors;

/// <summary>One version of one metric's calibration at one device. It holds from <see cref="CalibratedAt"/> to the next valid version, in event time. Times are Unix milliseconds, UTC.</summary>
[GenerateSerializer, Immutable, Alias("calibration")]
public sealed record Calibration
{
    [Id(0)] public required string DeviceId { get; init; }

    [Id(1)] public required int FarmId { get; init; }

    [Id(2)] public required string Metric { get; init; }

    /// <summary>1 and up, without a gap, for each device and metric; invalid ones count too.</summary>
    [Id(3)] public required int Version { get; init; }

    [Id(4)] public required long CalibratedAt { get; init; }

    [Id(5)] public required string CalibratedBy { get; init; }

    [Id(6)] public required CalibrationMethod Method { get; init; }

    [Id(7)] public required double Slope { get; init; }

    /// <summary>In the metric's unit.</summary>
    [Id(8)] public required double Intercept { get; init; }

    [Id(9)] public required double RSquared { get; init; }

    /// <summary>Root mean square of what is left, in the metric's unit.</summary>
    [Id(10)] public required double Rmse { get; init; }

    /// <summary>Root mean square of each point's error when it is left out, in the metric's unit; NaN with fewer than three points.</summary>
    [Id(11)] public required double LeaveOneOutRmse { get; init; }

    /// <summary>What the error may be for this metric, in its unit.</summary>
    [Id(12)] public required double Tolerance { get; init; }

    /// <summary>Only valid ones are applied.</summary>
    [Id(13)] public required bool Valid { get; init; }

    /// <summary>Why it is not valid, a sentence; null when it is.</summary>
    [Id(14)] public string? Reason { get; init; }

    [Id(15)] public required IReadOnlyList<CalibrationPoint> Points { get; init; }

    /// <summary>From then on readings are marked; null when it does not expire.</summary>
    [Id(16)] public long? ExpiresAt { get; init; }

    /// <summary>The reference instrument and its certificate, as told; null when not told.</summary>
    [Id(17)] public string? Reference { get; init; }
}
