using GraphQL;
using SmartDairy.Api.Rest.Certificates;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Sensors;
using SmartDairy.Husbandry.Sensors.Verifications;

namespace SmartDairy.Api.Schema.Verifications;

/// <summary>A check of a device against a reference.</summary>
[Name("Verification")]
public sealed class VerificationView
{
    private readonly Verification _verification;
    private readonly VerificationTarget _target;

    private VerificationView(Verification verification) => (_verification, _target) = (verification, VerificationTarget.For(verification.Kind));

    /// <summary>Unique on the farm.</summary>
    [Id]
    public string Id => _verification.Id;

    /// <summary>Whose device it was.</summary>
    public int FarmId => _verification.FarmId;

    /// <summary>What was checked.</summary>
    [Id]
    public string DeviceId => _verification.DeviceId;

    /// <summary>How.</summary>
    public VerificationKind Kind => _verification.Kind;

    /// <summary>Of the device's readings; null for tags.</summary>
    public string? Metric => _target.Metric;

    /// <summary>Of references and readings.</summary>
    public string Unit => _target.Unit;

    /// <summary>Of errors, tolerance and uncertainties.</summary>
    public string ErrorUnit => _target.ErrorUnit;

    /// <summary>When it was done.</summary>
    public DateTimeOffset Time => _verification.Time.ToInstant();

    /// <summary>When it was told.</summary>
    public DateTimeOffset RecordedAt => _verification.RecordedAt.ToInstant();

    /// <summary>The name of the key that told it.</summary>
    public string VerifiedBy => _verification.VerifiedBy;

    /// <summary>What the error may be to either side; of tags the share that must be read, 0 to 1.</summary>
    public double Tolerance => _verification.Tolerance;

    /// <summary>The reference instrument as told; null when not told.</summary>
    public string? Reference => _verification.Reference;

    /// <summary>Expanded (k = 2); null for tags.</summary>
    public double? ReferenceUncertainty => _verification.ReferenceUncertainty;

    /// <summary>Up to this distance tags must be read, m; null for all else.</summary>
    public double? RangeMetres => _verification.Range;

    /// <summary>The device's calibration that was in force; null when there was none.</summary>
    public int? CalibrationVersion => _verification.CalibrationVersion;

    /// <summary>Empty for tags.</summary>
    public IEnumerable<VerificationPointView> Points => _verification.Points.Select(point => new VerificationPointView(point));

    /// <summary>Empty for all but tags.</summary>
    public IEnumerable<VerificationReadsView> Reads => _verification.Reads.Select(reads => new VerificationReadsView(reads));

    /// <summary>Mean of the errors; null for tags.</summary>
    public double? Bias => _verification.Bias;

    /// <summary>The error farthest from 0; null for tags.</summary>
    public double? WorstError => _verification.WorstError;

    /// <summary>The largest expanded uncertainty (k = 2) of a point; null for tags, and when the scatter of the readings is not known.</summary>
    public double? Uncertainty => _verification.Uncertainty;

    /// <summary>PASS only when the limits are kept with the uncertainty counted against the device.</summary>
    public VerificationVerdict Verdict => _verification.Verdict;

    /// <summary>Why, a sentence.</summary>
    public string Reason => _verification.Reason;

    /// <summary>Path of the certificate as PDF on this API; the key is needed there too.</summary>
    public string CertificatePdf => CertificateEndpoints.PathOf(_verification, ".pdf");

    /// <summary>Path of the same as JSON.</summary>
    public string CertificateJson => CertificateEndpoints.PathOf(_verification, ".json");

    internal static VerificationView ForCaller(ApiPrincipal caller, Verification verification)
    {
        caller.RequireFarm(verification.FarmId);
        return new(verification);
    }
}
