using System.Globalization;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Sensors;
using SmartDairy.Husbandry.Sensors.Verifications;
using static SmartDairy.Api.Rest.Certificates.CertificateFormat;

namespace SmartDairy.Api.Rest.Certificates;

/// <summary>What is said of a check against a reference.</summary>
internal static class VerificationCertificate
{
    private const string NoAccreditation = "This is a record of a farm's own check, not a certificate of an accredited laboratory.";

    public static Certificate Create(Verification verification, DeviceRegistration? device) =>
        verification.Kind == VerificationKind.TagReadRate
            ? CreateFromTagReads(verification, device)
            : CreateFromPoints(verification, device);

    private static Certificate CreateFromPoints(Verification verification, DeviceRegistration? device)
    {
        var target = VerificationTarget.For(verification.Kind);
        var (unit, error) = (target.Unit, target.ErrorUnit);
        return new(
            "Verification certificate", verification.Id,
            [
                .. Facts(verification, device),
                ("Checked", $"{target.Metric} ({unit})"),
                ("Tolerance", $"±{FormatNumber(verification.Tolerance)} {error}"),
                ("Reference", verification.Reference ?? "not told"),
                ("Reference's uncertainty", $"±{FormatNumber(verification.ReferenceUncertainty)} {error} (k = 2)"),
                ("Calibration in force", verification.CalibrationVersion is { } version
                    ? string.Create(CultureInfo.InvariantCulture, $"version {version}")
                    : "none"),
                ("Bias", $"{FormatNumber(verification.Bias)} {error}"),
                ("Worst error", $"{FormatNumber(verification.WorstError)} {error}"),
                ("Largest uncertainty", $"±{FormatNumber(verification.Uncertainty)} {error} (k = 2)"),
            ],
            [$"Reference, {unit}", $"Mean reading, {unit}", "Readings", $"Error, {error}", $"Uncertainty, {error}", "Verdict"],
            [.. verification.Points.Select(point => (string[])[
                FormatNumber(point.Reference), FormatNumber(point.Readings.Average()),
                point.Readings.Count.ToString(CultureInfo.InvariantCulture), FormatNumber(point.Error), FormatNumber(point.Uncertainty),
                FormatVerdict(point.Verdict),
            ])],
            FormatVerdict(verification.Verdict),
            [
                verification.Reason,
                "A pass means that every error keeps the tolerance with its whole uncertainty added, a fail that one breaks it with its uncertainty taken off; what lies between is inconclusive.",
                "Uncertainties are expanded (k = 2, about 95 %): reference, resolution and scatter of the readings.",
                NoAccreditation,
            ],
            Json(verification, device, target));
    }

    private static Certificate CreateFromTagReads(Verification verification, DeviceRegistration? device) => new(
        "Verification certificate", verification.Id,
        [
            .. Facts(verification, device),
            ("Checked", "share of tags read, by distance"),
            ("Required", $"{FormatNumber(verification.Tolerance * 100)} % up to {FormatNumber(verification.Range)} m"),
            ("Set-up", verification.Reference ?? "not told"),
        ],
        ["Distance, m", "Expected", "Read", "Share, %", "95 % interval, %", "Verdict"],
        [.. verification.Reads.Select(reads => (string[])[
            FormatNumber(reads.Distance), reads.Expected.ToString(CultureInfo.InvariantCulture),
            reads.Read.ToString(CultureInfo.InvariantCulture),
            FormatPercent((double)reads.Read / reads.Expected), $"{FormatPercent(reads.Low)} to {FormatPercent(reads.High)}",
            reads.Distance > verification.Range ? "beyond the range" : FormatVerdict(reads.Verdict),
        ])],
        FormatVerdict(verification.Verdict),
        [verification.Reason,
            "Shares are counted from a sample: the interval is Wilson's. A pass means that all of it lies at or above what is required, a fail that all of it lies below.", NoAccreditation],
        Json(verification, device, VerificationTarget.For(verification.Kind)));

    private static (string, string)[] Facts(Verification verification, DeviceRegistration? device) =>
    [
        ("Device", verification.DeviceId),
        ("What it is", DescribeDeviceInWords(device)),
        ("Farm", verification.FarmId.ToString(CultureInfo.InvariantCulture)),
        ("Checked at", FormatTime(verification.Time)),
        ("Told by", $"{verification.VerifiedBy}, {FormatTime(verification.RecordedAt)}"),
    ];

    private static byte[] Json(Verification verification, DeviceRegistration? device, VerificationTarget target) => Serialize(new
    {
        certificate = "verification",
        verification.Id,
        verification.FarmId,
        verification.DeviceId,
        device = DescribeDevice(device),
        verification.Kind,
        target.Metric,
        target.Unit,
        errorUnit = target.ErrorUnit,
        time = FormatTime(verification.Time),
        verification.VerifiedBy,
        recordedAt = FormatTime(verification.RecordedAt),
        verification.Tolerance,
        verification.Range,
        verification.Reference,
        verification.ReferenceUncertainty,
        verification.Resolution,
        verification.CalibrationVersion,
        verification.Bias,
        verification.WorstError,
        verification.Uncertainty,
        coverageFactor = verification.Kind == VerificationKind.TagReadRate ? (int?)null : 2,
        verification.Verdict,
        verification.Reason,
        points = verification.Points.Count == 0 ? null : verification.Points,
        reads = verification.Reads.Count == 0 ? null : verification.Reads,
    });

    private static string FormatVerdict(VerificationVerdict verdict) => verdict.ToString().ToUpperInvariant();

    private static string FormatPercent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture);
}
