namespace SmartDairy.Contracts.Sensors;

/// <summary>What a device said at one value of the reference, and what that shows.</summary>
[GenerateSerializer, Immutable, Alias("verification-point")]
public sealed record VerificationPoint
{
    /// <summary>The truth, in the metric's unit.</summary>
    [Id(0)] public required double Reference { get; init; }

    /// <summary>One or more, in the metric's unit, as stored: corrected where the device is calibrated.</summary>
    [Id(1)] public required IReadOnlyList<double> Readings { get; init; }

    /// <summary>Mean of the readings less the reference: in the metric's unit, of milk in percent of the reference.</summary>
    [Id(2)] public double Error { get; init; }

    /// <summary>Expanded (k = 2), as <see cref="Error"/>; null when the scatter is not known.</summary>
    [Id(3)] public double? Uncertainty { get; init; }

    /// <summary>Of this point alone.</summary>
    [Id(4)] public VerificationVerdict Verdict { get; init; } = VerificationVerdict.Inconclusive;
}
