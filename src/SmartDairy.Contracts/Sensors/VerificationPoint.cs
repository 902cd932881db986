namespace SmartDairy.Contracts.Sensors;

/// <summary>Readings of a device at one reference value, with their evaluation.</summary>
[GenerateSerializer, Immutable, Alias("verification-point")]
public sealed record VerificationPoint
{
    /// <summary>Reference value, in the metric's unit.</summary>
    [Id(0)] public required double Reference { get; init; }

    /// <summary>At least one reading in the metric's unit, as stored, i.e. corrected when the device is calibrated.</summary>
    [Id(1)] public required IReadOnlyList<double> Readings { get; init; }

    /// <summary>Mean of the readings minus the reference, in the metric's unit, or in percent of the reference for milk volume.</summary>
    [Id(2)] public double Error { get; init; }

    /// <summary>Expanded uncertainty (k = 2) in the unit of <see cref="Error"/>; null when the scatter is unknown.</summary>
    [Id(3)] public double? Uncertainty { get; init; }

    /// <summary>Verdict for this point alone.</summary>
    [Id(4)] public VerificationVerdict Verdict { get; init; } = VerificationVerdict.Inconclusive;
}
