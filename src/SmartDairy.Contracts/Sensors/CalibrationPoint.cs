namespace SmartDairy.Contracts.Sensors;

/// <summary>One comparison of a sensor with a reference, both in the metric's unit.</summary>
/// <param name="Reference">The truth.</param>
/// <param name="Reading">What the sensor said, uncorrected.</param>
/// <param name="Time">When, Unix milliseconds; null when not told.</param>
/// <param name="Weight">Above 0; 1 unless told otherwise.</param>
[GenerateSerializer, Immutable, Alias("calibration-point")]
public sealed record CalibrationPoint(
    [property: Id(0)] double Reference, [property: Id(1)] double Reading, [property: Id(2)] long? Time, [property: Id(3)] double Weight = 1);
