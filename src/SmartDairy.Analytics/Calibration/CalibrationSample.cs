namespace SmartDairy.Analytics.Calibration;

/// <summary>One comparison of a sensor with a reference, both in the metric's unit.</summary>
/// <param name="Reading">What the sensor said, uncorrected.</param>
/// <param name="Reference">The truth.</param>
/// <param name="Weight">Above 0.</param>
public readonly record struct CalibrationSample(double Reading, double Reference, double Weight = 1);
