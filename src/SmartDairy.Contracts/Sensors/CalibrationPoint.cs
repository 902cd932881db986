namespace SmartDairy.Contracts.Sensors;

/// <summary>One comparison of a sensor with a reference, both in the metric's unit.</summary>
/// <param name="Reference">Value of the reference.</param>
/// <param name="Reading">Uncorrected value of the sensor.</param>
/// <param name="Time">Time of the comparison, Unix milliseconds; null when not given.</param>
/// <param name="Weight">Weight, greater than 0; default 1.</param>
[GenerateSerializer, Immutable, Alias("calibration-point")]
public sealed record CalibrationPoint(
    [property: Id(0)] double Reference, [property: Id(1)] double Reading, [property: Id(2)] long? Time,
        [property: Id(3)] double Weight = 1);
