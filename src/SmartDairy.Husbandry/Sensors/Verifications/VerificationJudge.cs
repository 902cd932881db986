using SmartDairy.Analytics.Accuracy;
using SmartDairy.Contracts.Sensors;

namespace SmartDairy.Husbandry.Sensors.Verifications;

/// <summary>What a check shows, from what was compared or counted.</summary>
public static class VerificationJudge
{
    /// <summary>The same check with errors, uncertainties, verdicts and reason in place.</summary>
    /// <exception cref="ArgumentException">A number is out of its bounds; the message is a sentence for a user.</exception>
    public static Verification Judge(Verification told) => told.Kind == VerificationKind.TagReadRate ? JudgeReads(told) : JudgePoints(told);

    private static Verification JudgePoints(Verification told)
    {
        var limits = VerificationTarget.Of(told.Kind).Limits! with { Tolerance = told.Tolerance };
        var found = AccuracyCheck.Of(
            [.. told.Points.Select(point => new Comparison(point.Reference, point.Readings))], limits, told.ReferenceUncertainty ?? double.NaN, told.Resolution);
        return told with
        {
            Points = [.. told.Points.Zip(found.Comparisons, (point, result) => point with
            {
                Error = result.Error, Uncertainty = Known(result.Uncertainty), Verdict = Verdict(result.Conformity),
            })],
            Bias = found.Bias,
            WorstError = found.Worst,
            Uncertainty = Known(found.Uncertainty),
            Verdict = Verdict(found.Conformity),
            Reason = found.Reason,
        };
    }

    private static Verification JudgeReads(Verification told)
    {
        var found = ReadRateCheck.Of([.. told.Reads.Select(reads => new ReadCount(reads.Distance, reads.Expected, reads.Read))], told.Tolerance, told.Range ?? double.NaN);
        var reads = new VerificationReads[told.Reads.Count];
        for (var i = 0; i < reads.Length; i++) reads[i] = told.Reads[i] with { Low = found.Rates[i].Low, High = found.Rates[i].High, Verdict = Verdict(found.Conformities[i]) };
        return told with { Reads = reads, Verdict = Verdict(found.Conformity), Reason = found.Reason };
    }

    private static double? Known(double value) => double.IsFinite(value) ? value : null;

    private static VerificationVerdict Verdict(Conformity conformity) => conformity switch
    {
        Conformity.Kept => VerificationVerdict.Pass,
        Conformity.Broken => VerificationVerdict.Fail,
        _ => VerificationVerdict.Inconclusive,
    };
}
