namespace SmartDairy.Analytics.Calibration;

/// <summary>A curve fitted to samples, and whether it is usable.</summary>
/// <param name="RSquared">Share of the references' variance that the straight line explains; 1 for two points, NaN when all references are
/// the same.</param>
/// <param name="Rmse">Root mean square of the residuals, in the metric's unit; 0 for a curve through all points.</param>
/// <param name="LeaveOneOutRmse">Root mean square error of each sample under a fit without it (cross-validation), in the metric's unit; NaN
/// with fewer than three samples.</param>
/// <param name="Tolerance">Maximum error at the mean reference, in the metric's unit.</param>
/// <param name="Problem">The reason the curve is unusable, one sentence; null when it is usable.</param>
public sealed record CalibrationFit(
    CalibrationCurve Curve, double RSquared, double Rmse, double LeaveOneOutRmse, double Tolerance, string? Problem)
{
    public bool IsValid => Problem is null;
}
