using GraphQL;
using SmartDairy.Contracts.Sensors;

namespace SmartDairy.Api.Schema.Calibrations;

/// <summary>
/// One version of the calibration of one metric. A valid version corrects readings measured from its time on; each corrected reading keeps
/// the sensor's own value as extra.raw.
/// </summary>
[Name("Calibration")]
public sealed class CalibrationView
{
    private readonly Calibration _calibration;

    private CalibrationView(Calibration calibration) => _calibration = calibration;

    /// <summary>Id of the calibrated device.</summary>
    [Id]
    public string DeviceId => _calibration.DeviceId;

    /// <summary>Name of the calibrated metric, such as temperature_c.</summary>
    public string Metric => _calibration.Metric;

    /// <summary>Version of the calibration, counted from 1 for each device and metric; invalid versions are counted too.</summary>
    public int Version => _calibration.Version;

    /// <summary>Event time from which the calibration holds, until the next valid version.</summary>
    public DateTimeOffset CalibratedAt => _calibration.CalibratedAt.ToInstant();

    /// <summary>API key or user that recorded the calibration.</summary>
    public string CalibratedBy => _calibration.CalibratedBy;

    /// <summary>Method by which the comparisons were fitted.</summary>
    public CalibrationMethod Method => _calibration.Method;

    /// <summary>Slope of the fitted line: true value = slope · reading + intercept.</summary>
    public double Slope => _calibration.Slope;

    /// <summary>Intercept of the fitted line, in the metric's unit.</summary>
    public double Intercept => _calibration.Intercept;

    /// <summary>
    /// Share of the variance of the reference values that the fitted line explains; 0 when all of them are the same. Two points always give
    /// 1, so leaveOneOutRmse says more.
    /// </summary>
    public double RSquared => double.IsNaN(_calibration.RSquared) ? 0 : _calibration.RSquared;

    /// <summary>Root mean square of the error that remains after correction, in the metric's unit.</summary>
    public double Rmse => _calibration.Rmse;

    /// <summary>
    /// Root mean square of the error at each point when the fit leaves it out, in the metric's unit; null with fewer than three points.
    /// </summary>
    public double? LeaveOneOutRmse => double.IsFinite(_calibration.LeaveOneOutRmse) ? _calibration.LeaveOneOutRmse : null;

    /// <summary>Largest error accepted for the metric, in its unit.</summary>
    public double Tolerance => _calibration.Tolerance;

    /// <summary>Whether the calibration is valid; only valid ones correct readings.</summary>
    public bool Valid => _calibration.Valid;

    /// <summary>Reason why the calibration is invalid, and the remedy; null when it is valid.</summary>
    public string? Reason => _calibration.Reason;

    /// <summary>Number of comparisons the calibration was fitted to.</summary>
    public int PointsUsed => _calibration.Points.Count;

    /// <summary>Time from which readings are marked as measured with an expired calibration; null when it never expires.</summary>
    public DateTimeOffset? ExpiresAt => _calibration.ExpiresAt.ToInstant();

    /// <summary>Name of the reference instrument as recorded; null when not given.</summary>
    public string? Reference => _calibration.Reference;

    /// <summary>Path of the certificate as PDF on this server; it requires the API key too.</summary>
    public string CertificatePdf => CertificateAddress.Get(_calibration, ".pdf");

    /// <summary>Path of the certificate as JSON on this server; it requires the API key too.</summary>
    public string CertificateJson => CertificateAddress.Get(_calibration, ".json");

    internal static CalibrationView From(Calibration calibration) => new(calibration);
}
