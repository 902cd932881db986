using GraphQL;
using SmartDairy.Api.Rest.Certificates;
using SmartDairy.Contracts.Sensors;

namespace SmartDairy.Api.Schema.Calibrations;

/// <summary>One version of one metric's calibration. Valid ones correct readings from their time on; what the sensor said is kept with each reading as extra.raw.</summary>
[Name("Calibration")]
public sealed class CalibrationView
{
    private readonly Calibration _calibration;

    private CalibrationView(Calibration calibration) => _calibration = calibration;

    /// <summary>The device.</summary>
    [Id]
    public string DeviceId => _calibration.DeviceId;

    /// <summary>What was calibrated, such as temperature_c.</summary>
    public string Metric => _calibration.Metric;

    /// <summary>1 and up for each device and metric; those that are not valid count too.</summary>
    public int Version => _calibration.Version;

    /// <summary>From when it holds, in event time.</summary>
    public DateTimeOffset CalibratedAt => _calibration.CalibratedAt.ToInstant();

    /// <summary>The key or user that told it.</summary>
    public string CalibratedBy => _calibration.CalibratedBy;

    /// <summary>How a reading is corrected.</summary>
    public CalibrationMethod Method => _calibration.Method;

    /// <summary>Of the straight line: truth = slope · reading + intercept.</summary>
    public double Slope => _calibration.Slope;

    /// <summary>In the metric's unit.</summary>
    public double Intercept => _calibration.Intercept;

    /// <summary>Share of the references' variance that the straight line explains. It says little: two points always give 1; look at leaveOneOutRmse. 0 when all references are the same.</summary>
    public double RSquared => double.IsNaN(_calibration.RSquared) ? 0 : _calibration.RSquared;

    /// <summary>Root mean square of the error that is left, in the metric's unit.</summary>
    public double Rmse => _calibration.Rmse;

    /// <summary>Root mean square of each point's error when it is left out, in the metric's unit; null with fewer than three points.</summary>
    public double? LeaveOneOutRmse => double.IsFinite(_calibration.LeaveOneOutRmse) ? _calibration.LeaveOneOutRmse : null;

    /// <summary>What the error may be, in the metric's unit.</summary>
    public double Tolerance => _calibration.Tolerance;

    /// <summary>Only valid ones are used.</summary>
    public bool Valid => _calibration.Valid;

    /// <summary>Why it is not valid, and what to do; null when it is.</summary>
    public string? Reason => _calibration.Reason;

    /// <summary>How many points it was made of.</summary>
    public int PointsUsed => _calibration.Points.Count;

    /// <summary>From then on readings are marked; null when it does not expire.</summary>
    public DateTimeOffset? ExpiresAt => _calibration.ExpiresAt.ToInstant();

    /// <summary>The reference instrument, as told; null when not told.</summary>
    public string? Reference => _calibration.Reference;

    /// <summary>Path of the certificate as PDF on this API; the key is needed there too.</summary>
    public string CertificatePdf => CertificateEndpoints.PathOf(_calibration, ".pdf");

    /// <summary>Path of the same as JSON.</summary>
    public string CertificateJson => CertificateEndpoints.PathOf(_calibration, ".json");

    internal static CalibrationView From(Calibration calibration) => new(calibration);
}
