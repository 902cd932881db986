namespace SmartDairy.Analytics.Calibration;

/// <summary>One comparison of a sensor with a reference, both in the metric's unit.</summary>
/// <param name="Reading">Uncorrected reading of the sensor.</param>
/// <param name="Reference">Value of the reference.</param>
/// <param name="Weight">Weight in the fit, above 0. The default is 1.</param>
public readonly record struct CalibrationSample(double Reading, double Reference, double Weight = 1);
