namespace SmartDairy.Contracts.Sensors;

/// <summary>One verification of a device against a reference, with its verdict. Times are Unix milliseconds, UTC.</summary>
[GenerateSerializer, Immutable, Alias("verification")]
public sealed record Verification
{
    /// <summary>Unique on the farm; see <see cref="Identifier"/>.</summary>
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required int FarmId { get; init; }

    [Id(2)] public required string DeviceId { get; init; }

    [Id(3)] public required VerificationKind Kind { get; init; }

    /// <summary>When the verification was carried out.</summary>
    [Id(4)] public required long Time { get; init; }

    /// <summary>Name of the API key that recorded the verification.</summary>
    [Id(5)] public required string VerifiedBy { get; init; }

    [Id(6)] public required long RecordedAt { get; init; }

    /// <summary>Maximum allowed error in the metric's unit, or in percent for milk volume; for tags, the share that must be read.</summary>
    [Id(7)] public required double Tolerance { get; init; }

    /// <summary>Results by reference value; empty for tags.</summary>
    [Id(8)] public IReadOnlyList<VerificationPoint> Points { get; init; } = [];

    /// <summary>Results by distance; empty except for tags.</summary>
    [Id(9)] public IReadOnlyList<VerificationReads> Reads { get; init; } = [];

    /// <summary>Distance in metres up to which tags must be read; null except for tags.</summary>
    [Id(10)] public double? Range { get; init; }

    /// <summary>The reference instrument and its certificate, at most 500 characters; null when not given.</summary>
    [Id(11)] public string? Reference { get; init; }

    /// <summary>The reference's expanded uncertainty (k = 2), in the unit of the tolerance; null for tags.</summary>
    [Id(12)] public double? ReferenceUncertainty { get; init; }

    /// <summary>Resolution of the device's readings, in the metric's unit; 0 when not given.</summary>
    [Id(13)] public double Resolution { get; init; }

    /// <summary>Version of the calibration in effect; null when there was none.</summary>
    [Id(14)] public int? CalibrationVersion { get; init; }

    /// <summary>Mean error; null for tags.</summary>
    [Id(15)] public double? Bias { get; init; }

    /// <summary>The error farthest from 0; null for tags.</summary>
    [Id(16)] public double? WorstError { get; init; }

    /// <summary>Largest expanded uncertainty (k = 2) of a point; null for tags and when the scatter is unknown.</summary>
    [Id(17)] public double? Uncertainty { get; init; }

    [Id(18)] public VerificationVerdict Verdict { get; init; } = VerificationVerdict.Inconclusive;

    /// <summary>A sentence that explains the verdict.</summary>
    [Id(19)] public required string Reason { get; init; }
}
