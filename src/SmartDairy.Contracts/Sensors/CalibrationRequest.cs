namespace SmartDairy.Contracts.Sensors;

/// <summary>A request to calibrate a metric of a device from comparisons with a reference.</summary>
[GenerateSerializer, Immutable, Alias("calibration-request")]
public sealed record CalibrationRequest
{
    /// <summary>A metric of the device that can be calibrated, e.g. <c>temperature_c</c>.</summary>
    [Id(0)] public required string Metric { get; init; }

    /// <summary>1 to 1,000 comparisons.</summary>
    [Id(1)] public required IReadOnlyList<CalibrationPoint> Points { get; init; }

    [Id(2)] public CalibrationMethod Method { get; init; }

    /// <summary>Time from which the calibration applies, Unix milliseconds; null for now.</summary>
    [Id(3)] public long? CalibratedAt { get; init; }

    /// <summary>Period of validity in milliseconds; null for no expiry.</summary>
    [Id(4)] public long? ExpiresAfter { get; init; }

    /// <summary>The reference instrument and its certificate, at most 200 characters; null when not given.</summary>
    [Id(5)] public string? Reference { get; init; }

    /// <summary>Name of the API key or user.</summary>
    [Id(6)] public required string By { get; init; }
}
