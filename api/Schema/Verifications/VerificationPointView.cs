using GraphQL;
using SmartDairy.Contracts.Sensors;

namespace SmartDairy.Api.Schema.Verifications;

/// <summary>One point of a check: the value of the reference, the device's readings of it, and their verdict.</summary>
[Name("VerificationPoint")]
public sealed class VerificationPointView(VerificationPoint point)
{
    /// <summary>True value shown by the reference, in the metric's unit.</summary>
    public double Reference => point.Reference;

    /// <summary>Readings of the device, in the metric's unit.</summary>
    public IEnumerable<double> Readings => point.Readings;

    /// <summary>Mean of the readings minus the reference, in the check's errorUnit.</summary>
    public double Error => point.Error;

    /// <summary>
    /// Expanded uncertainty (k = 2) of the error, in the check's errorUnit; null when the scatter of the readings is unknown.
    /// </summary>
    public double? Uncertainty => point.Uncertainty;

    /// <summary>Verdict on this point alone.</summary>
    public VerificationVerdict Verdict => point.Verdict;
}
