using GraphQL;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Sensors;
using SmartDairy.Husbandry.Sensors.Verifications;

namespace SmartDairy.Api.Schema.Verifications;

/// <summary>A check of a device against a reference, with its verdict.</summary>
[Name("Verification")]
public sealed class VerificationView
{
    private readonly Verification _verification;
    private readonly VerificationTarget _target;

    private VerificationView(Verification verification)
        => (_verification, _target) = (verification, VerificationTarget.For(verification.Kind));

    /// <summary>Id of the check, unique on the farm.</summary>
    [Id]
    public string Id => _verification.Id;

    /// <summary>Number of the farm the device belongs to.</summary>
    public int FarmId => _verification.FarmId;

    /// <summary>Id of the device that was checked.</summary>
    [Id]
    public string DeviceId => _verification.DeviceId;

    /// <summary>Kind of check, such as temperature or tag read rate.</summary>
    public VerificationKind Kind => _verification.Kind;

    /// <summary>Metric of the device's readings; null for tags.</summary>
    public string? Metric => _target.Metric;

    /// <summary>Unit of references and readings; m, of the distances, for tags.</summary>
    public string Unit => _target.Unit;

    /// <summary>Unit of errors, tolerance and uncertainties: °C, %RH or %.</summary>
    public string ErrorUnit => _target.ErrorUnit;

    /// <summary>Time at which the check was made.</summary>
    public DateTimeOffset Time => _verification.Time.ToInstant();

    /// <summary>Time at which the check was recorded.</summary>
    public DateTimeOffset RecordedAt => _verification.RecordedAt.ToInstant();

    /// <summary>API key or user that recorded the check.</summary>
    public string VerifiedBy => _verification.VerifiedBy;

    /// <summary>Largest accepted error to either side, in errorUnit; for tags the share that must be read, 0 to 1.</summary>
    public double Tolerance => _verification.Tolerance;

    /// <summary>Name of the reference instrument, or description of the setup, as recorded; null when not given.</summary>
    public string? Reference => _verification.Reference;

    /// <summary>Expanded uncertainty (k = 2) of the reference instrument, in errorUnit; null for tags.</summary>
    public double? ReferenceUncertainty => _verification.ReferenceUncertainty;

    /// <summary>Distance up to which tags must be read, in metres; null for all other checks.</summary>
    public double? RangeMetres => _verification.Range;

    /// <summary>Version of the device's calibration in force at the time of the check; null when there was none.</summary>
    public int? CalibrationVersion => _verification.CalibrationVersion;

    /// <summary>Points of comparison; empty for tags.</summary>
    public IEnumerable<VerificationPointView> Points => _verification.Points.Select(point => new VerificationPointView(point));

    /// <summary>Counts by distance for tags; empty for all other checks.</summary>
    public IEnumerable<VerificationReadsView> Reads => _verification.Reads.Select(reads => new VerificationReadsView(reads));

    /// <summary>Mean of the errors, in errorUnit; null for tags.</summary>
    public double? Bias => _verification.Bias;

    /// <summary>Error farthest from 0, in errorUnit; null for tags.</summary>
    public double? WorstError => _verification.WorstError;

    /// <summary>
    /// Largest expanded uncertainty (k = 2) of a point, in errorUnit; null for tags and when the scatter of the readings is unknown.
    /// </summary>
    public double? Uncertainty => _verification.Uncertainty;

    /// <summary>Verdict of the check; PASS only when every error plus its uncertainty is within the tolerance.</summary>
    public VerificationVerdict Verdict => _verification.Verdict;

    /// <summary>Sentence that explains the verdict.</summary>
    public string Reason => _verification.Reason;

    /// <summary>Path of the certificate as PDF on this server; it requires the API key too.</summary>
    public string CertificatePdf => CertificateAddress.Get(_verification, ".pdf");

    /// <summary>Path of the certificate as JSON on this server; it requires the API key too.</summary>
    public string CertificateJson => CertificateAddress.Get(_verification, ".json");

    internal static VerificationView ForCaller(ApiPrincipal caller, Verification verification)
    {
        caller.RequireFarm(verification.FarmId);
        return new(verification);
    }
}
