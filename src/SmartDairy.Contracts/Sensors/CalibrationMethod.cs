namespace SmartDairy.Contracts.Sensors;

/// <summary>Method that turns a sensor's value into the true value.</summary>
/// <remarks>The numbers are stored.</remarks>
public enum CalibrationMethod
{
    /// <summary>Straight line fitted by least squares.</summary>
    Linear = 0,

    /// <summary>Straight line fitted by least squares with weighted points.</summary>
    Weighted = 1,

    /// <summary>Monotone curve through at least five points, continued straight beyond them.</summary>
    Piecewise = 2,
}
