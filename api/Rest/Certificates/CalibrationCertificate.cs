using System.Globalization;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Sensors;
using static SmartDairy.Api.Rest.Certificates.CertificateFormat;

namespace SmartDairy.Api.Rest.Certificates;

/// <summary>What is said of a calibration.</summary>
internal static class CalibrationCertificate
{
    public static Certificate Create(Calibration calibration, DeviceRegistration? device)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{calibration.DeviceId}/{calibration.Metric}/{calibration.Version}");
        var unit = Unit(calibration.Metric);
        return new(
            "Calibration certificate", id,
            [
                ("Device", calibration.DeviceId),
                ("What it is", DescribeDeviceInWords(device)),
                ("Farm", calibration.FarmId.ToString(CultureInfo.InvariantCulture)),
                ("Metric", $"{calibration.Metric} ({unit})"),
                ("Version", calibration.Version.ToString(CultureInfo.InvariantCulture)),
                ("Calibrated at", FormatTime(calibration.CalibratedAt)),
                ("Calibrated by", calibration.CalibratedBy),
                ("Expires at", FormatTime(calibration.ExpiresAt) ?? "does not expire"),
                ("Reference", calibration.Reference ?? "not told"),
                ("Method", Method(calibration.Method)),
                ("True value", calibration.Method == CalibrationMethod.Piecewise
                    ? "the curve through the points below"
                    : $"{FormatNumber(calibration.Slope)} x reading + {FormatNumber(calibration.Intercept)} {unit}"),
                ("R²", FormatNumber(calibration.RSquared)),
                ("RMS error", $"{FormatNumber(calibration.Rmse)} {unit}"),
                ("RMS error, each point left out", $"{FormatNumber(calibration.LeaveOneOutRmse)} {unit}"),
                ("Tolerance", $"{FormatNumber(calibration.Tolerance)} {unit}"),
            ],
            [$"Reference, {unit}", $"Reading, {unit}", $"Difference, {unit}", "Weight"],
            [.. calibration.Points.Select(point =>
                (string[])[FormatNumber(point.Reference), FormatNumber(point.Reading), FormatNumber(point.Reading - point.Reference),
                    FormatNumber(point.Weight)])],
            calibration.Valid ? "VALID" : "NOT VALID",
            [calibration.Reason
            ?? "The errors lie within the tolerance. Readings from then on are corrected by it, and what the sensor said is kept beside."],
            Json(calibration, device, id, unit));
    }

    private static byte[] Json(Calibration calibration, DeviceRegistration? device, string id, string unit) => Serialize(new
    {
        certificate = "calibration",
        id,
        calibration.FarmId,
        calibration.DeviceId,
        device = DescribeDevice(device),
        calibration.Metric,
        unit,
        calibration.Version,
        calibratedAt = FormatTime(calibration.CalibratedAt),
        calibration.CalibratedBy,
        expiresAt = FormatTime(calibration.ExpiresAt),
        calibration.Reference,
        calibration.Method,
        slope = FiniteOrNull(calibration.Slope),
        intercept = FiniteOrNull(calibration.Intercept),
        rSquared = FiniteOrNull(calibration.RSquared),
        rmse = FiniteOrNull(calibration.Rmse),
        leaveOneOutRmse = FiniteOrNull(calibration.LeaveOneOutRmse),
        calibration.Tolerance,
        calibration.Valid,
        calibration.Reason,
        points = calibration.Points.Select(point => new { point.Reference, point.Reading, time = FormatTime(point.Time), point.Weight }),
    });

    private static string Method(CalibrationMethod method) => method switch
    {
        CalibrationMethod.Linear => "straight line by least squares",
        CalibrationMethod.Weighted => "straight line by weighted least squares",
        CalibrationMethod.Piecewise => "monotone curve through the points",
        _ => method.ToString(),
    };

    private static string Unit(string metric) =>
        Enum.GetValues<ReadingFamily>().Select(family => Metrics.Find(family, metric)?.Unit).FirstOrDefault(unit => unit is not null)
        ?? "1";
}
