namespace SmartDairy.Analytics.Calibration;

/// <summary>A curve through samples, and whether it may be used.</summary>
/// <param name="RSquared">Share of the references' variance that the straight line explains; 1 for two points, NaN when all references are the same.</param>
/// <param name="Rmse">Root mean square of what the curve leaves, in the metric's unit; 0 for a curve through all points.</param>
/// <param name="LeaveOneOutRmse">Root mean square of each sample's error when it is left out, in the metric's unit; NaN with fewer than three.</param>
/// <param name="Tolerance">What the error may be in the middle of the samples, in the metric's unit.</param>
/// <param name="Problem">Why it may not be used, a sentence; null when it may.</param>
public sealed record CalibrationFit(CalibrationCurve Curve, double RSquared, double Rmse, double LeaveOneOutRmse, double Tolerance, string? Problem)
{
    public bool IsValid => Problem is null;
}
