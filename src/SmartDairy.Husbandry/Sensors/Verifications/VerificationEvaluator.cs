using SmartDairy.Analytics.Accuracy;
using SmartDairy.Contracts.Sensors;

namespace SmartDairy.Husbandry.Sensors.Verifications;

/// <summary>Evaluates a check against a reference from its comparisons or counts.</summary>
public static class VerificationEvaluator
{
    /// <summary>The same check with errors, uncertainties, verdicts and reason in place.</summary>
    /// <exception cref="ArgumentException">A number is out of its bounds; the message is a sentence for a user.</exception>
    public static Verification Evaluate(Verification verification)
        => verification.Kind == VerificationKind.TagReadRate ? EvaluateReads(verification) : EvaluatePoints(verification);

    private static Verification EvaluatePoints(Verification verification)
    {
        var limits = VerificationTarget.For(verification.Kind).Limits! with { Tolerance = verification.Tolerance };
        var found = AccuracyCheck.Evaluate(
            [.. verification.Points.Select(point => new ReferenceComparison(point.Reference, point.Readings))], limits,
            verification.ReferenceUncertainty ?? double.NaN, verification.Resolution);
        return verification with
        {
            Points = [.. verification.Points.Zip(found.Comparisons, (point, result) => point with
            {
                Error = result.Error, Uncertainty = Known(result.Uncertainty), Verdict = Verdict(result.Conformity),
            })],
            Bias = found.Bias,
            WorstError = found.WorstError,
            Uncertainty = Known(found.Uncertainty),
            Verdict = Verdict(found.Conformity),
            Reason = found.Reason,
        };
    }

    private static Verification EvaluateReads(Verification verification)
    {
        var found =
            ReadRateCheck.Evaluate([.. verification.Reads.Select(reads => new ReadCount(reads.Distance, reads.Expected, reads.Read))],
                verification.Tolerance, verification.Range ?? double.NaN);
        var reads = new VerificationReads[verification.Reads.Count];
        for (var i = 0; i < reads.Length; i++)
        {
            reads[i] = verification.Reads[i] with
            { Low = found.Rates[i].Low, High = found.Rates[i].High, Verdict = Verdict(found.Conformities[i]) };
        }

        return verification with { Reads = reads, Verdict = Verdict(found.Conformity), Reason = found.Reason };
    }

    private static double? Known(double value) => double.IsFinite(value) ? value : null;

    private static VerificationVerdict Verdict(Conformity conformity) => conformity switch
    {
        Conformity.Conforming => VerificationVerdict.Pass,
        Conformity.Nonconforming => VerificationVerdict.Fail,
        _ => VerificationVerdict.Inconclusive,
    };
}
