namespace SmartDairy.Contracts.Sensors;

/// <summary>How a calibration turns what a sensor says into what is true. The numbers are stored.</summary>
public enum CalibrationMethod
{
    /// <summary>A straight line by least squares.</summary>
    Linear = 0,

    /// <summary>A straight line by least squares, each point weighted.</summary>
    Weighted = 1,

    /// <summary>A monotone curve through at least five points, straight beyond them.</summary>
    Piecewise = 2,
}
