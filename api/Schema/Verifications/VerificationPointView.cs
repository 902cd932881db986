using GraphQL;
using SmartDairy.Contracts.Sensors;

namespace SmartDairy.Api.Schema.Verifications;

/// <summary>What a device said at one value of the reference, and what that shows.</summary>
[Name("VerificationPoint")]
public sealed class VerificationPointView(VerificationPoint point)
{
    /// <summary>The truth, in the metric's unit.</summary>
    public double Reference => point.Reference;

    /// <summary>In the metric's unit.</summary>
    public IEnumerable<double> Readings => point.Readings;

    /// <summary>Mean of the readings less the reference, in the check's errorUnit.</summary>
    public double Error => point.Error;

    /// <summary>Expanded (k = 2), in the check's errorUnit; null when the scatter of the readings is not known.</summary>
    public double? Uncertainty => point.Uncertainty;

    /// <summary>Of this point alone.</summary>
    public VerificationVerdict Verdict => point.Verdict;
}
