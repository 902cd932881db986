namespace SmartDairy.Contracts.Sensors;

/// <summary>Comparisons of one metric of one device with a reference, to make a calibration of.</summary>
[GenerateSerializer, Immutable, Alias("calibration-request")]
public sealed record CalibrationRequest
{
    /// <summary>A metric of the device that can be calibrated, e.g. <c>temperature_c</c>.</summary>
    [Id(0)] public required string Metric { get; init; }

    /// <summary>1 to 1,000.</summary>
    [Id(1)] public required IReadOnlyList<CalibrationPoint> Points { get; init; }

    [Id(2)] public CalibrationMethod Method { get; init; }

    /// <summary>From when it holds, Unix milliseconds; null for now.</summary>
    [Id(3)] public long? CalibratedAt { get; init; }

    /// <summary>How long it holds, milliseconds; null for ever.</summary>
    [Id(4)] public long? ExpiresAfter { get; init; }

    /// <summary>The reference instrument and its certificate, up to 200 characters; null when not told.</summary>
    [Id(5)] public string? Reference { get; init; }

    /// <summary>The name of the key or user.</summary>
    [Id(6)] public required string By { get; init; }
}
