using System.Globalization;
using MathNet.Numerics.Distributions;

namespace SmartDairy.Analytics.Accuracy;

/// <summary>
/// Compares a sensor with a reference instrument. The sensor conforms only when every error plus its uncertainty is within the tolerance,
/// and fails only when an error minus its uncertainty is beyond it (decision rule of ISO 14253-1). Anything between is inconclusive, never
/// a pass.
/// </summary>
public static class AccuracyCheck
{
    // Two-sided 95.45 %, the share within two standard deviations of a normal distribution.
    private const double UpperTail = 0.977249868051821;

    /// <param name="comparisons">At least one.</param>
    /// <param name="limits">The required accuracy.</param>
    /// <param name="referenceUncertainty">Expanded uncertainty (k = 2) of the reference instrument, above 0, in the unit of the
    /// errors.</param>
    /// <param name="resolution">The smallest step of the sensor's readings in the metric's unit; 0 to ignore it.</param>
    /// <exception cref="ArgumentException">A number is not finite, a reference of a relative check is not above 0, or there are no
    /// comparisons or no readings.</exception>
    public static AccuracyResult Evaluate(
        IReadOnlyList<ReferenceComparison> comparisons, AccuracyLimits limits, double referenceUncertainty, double resolution = 0)
    {
        Check(comparisons, limits, referenceUncertainty, resolution);
        var errors = new double[comparisons.Count];
        for (var i = 0; i < errors.Length; i++)
        {
            errors[i] = comparisons[i].Readings.Average(reading => ErrorOf(comparisons[i], reading, limits));
        }

        var (scatter, freedom) = Scatter(comparisons, errors, limits);
        // With few readings the scatter is itself uncertain, so Student's t replaces k = 2.
        var widened = freedom == 0 ? double.NaN : scatter * StudentT.InvCDF(0, 1, freedom, UpperTail) / 2;
        var results = new ComparisonResult[errors.Length];
        for (var i = 0; i < results.Length; i++)
        {
            var step = Scaled(comparisons[i], resolution, limits) / Math.Sqrt(12);
            var variance =
                (referenceUncertainty * referenceUncertainty / 4) + (step * step) + (widened * widened / comparisons[i].Readings.Count);
            var uncertainty = 2 * Math.Sqrt(variance);
            results[i] = new(errors[i], uncertainty, Judge(Math.Abs(errors[i]), uncertainty, limits.Tolerance));
        }

        var (conformity, reason) = Conclude(comparisons, results, limits);
        return new(
            results, errors.Average(), errors.MaxBy(Math.Abs), freedom == 0
                ? double.NaN
                : results.Max(result => result.Uncertainty), scatter, conformity, reason);
    }

    private static Conformity Judge(double error, double uncertainty, double tolerance)
    {
        if (error + uncertainty <= tolerance)
        {
            return Conformity.Conforming;
        }

        return error - uncertainty > tolerance ? Conformity.Nonconforming : Conformity.Inconclusive;
    }

    private static (Conformity Conformity, string Reason) Conclude(
        IReadOnlyList<ReferenceComparison> comparisons, ComparisonResult[] results, AccuracyLimits limits)
    {
        var tolerance = limits.Tolerance.ToString("0.###", CultureInfo.InvariantCulture);
        for (var i = 0; i < results.Length; i++)
        {
            if (results[i].Conformity == Conformity.Nonconforming)
            {
                return (Conformity.Nonconforming,
                    $"At {Format(comparisons[i].Reference)} the error is {Format(results[i].Error)}, beyond {tolerance} by more than its uncertainty.");
            }
        }

        if (double.IsNaN(results[0].Uncertainty))
        {
            return (Conformity.Inconclusive, "A single reading gives no scatter: repeat it, or compare at three references or more.");
        }

        if (comparisons.Select(comparison => comparison.Reference).Distinct().Count() < AccuracyLimits.MinReferences)
        {
            return (Conformity.Inconclusive, $"There are fewer than {AccuracyLimits.MinReferences} different references.");
        }

        var span = comparisons.Max(comparison => comparison.Reference) - comparisons.Min(comparison => comparison.Reference);
        if (span < limits.MinReferenceSpan)
        {
            return (Conformity.Inconclusive,
                $"The references lie within {Format(span)}; they must span {Format(limits.MinReferenceSpan)}.");
        }

        for (var i = 0; i < results.Length; i++)
        {
            if (results[i].Conformity != Conformity.Inconclusive)
            {
                continue;
            }

            return (Conformity.Inconclusive, results[i].Uncertainty >= limits.Tolerance
                ? $"An uncertainty of {Format(results[i].Uncertainty)} is too large to check {tolerance}: use a better reference, or repeat the readings."
                : $"At {Format(comparisons[i].Reference)} the error of {Format(results[i].Error)} is nearer to {tolerance} than its uncertainty of {Format(results[i].Uncertainty)}.");
        }

        return (Conformity.Conforming, $"Every error lies within {tolerance}, its uncertainty included.");
    }

    /// <summary>
    /// Pooled scatter of repeated readings. Without repeats, the scatter of the errors, which includes systematic error and is therefore
    /// larger.
    /// </summary>
    private static (double Deviation, int Freedom) Scatter(
        IReadOnlyList<ReferenceComparison> comparisons, double[] errors, AccuracyLimits limits)
    {
        var (squares, freedom) = (0.0, 0);
        for (var i = 0; i < errors.Length; i++)
        {
            foreach (var reading in comparisons[i].Readings)
            {
                squares += Math.Pow(ErrorOf(comparisons[i], reading, limits) - errors[i], 2);
            }

            freedom += comparisons[i].Readings.Count - 1;
        }

        if (freedom > 0)
        {
            return (Math.Sqrt(squares / freedom), freedom);
        }

        if (errors.Length < AccuracyLimits.MinReferences)
        {
            return (double.NaN, 0);
        }

        var mean = errors.Average();
        return (Math.Sqrt(errors.Sum(error => (error - mean) * (error - mean)) / (errors.Length - 1)), errors.Length - 1);
    }

    private static double ErrorOf(ReferenceComparison comparison, double reading, AccuracyLimits limits)
        => Scaled(comparison, reading - comparison.Reference, limits);

    private static double Scaled(ReferenceComparison comparison, double value, AccuracyLimits limits)
        => limits.IsRelative ? value / comparison.Reference * 100 : value;

    private static void Check(IReadOnlyList<ReferenceComparison> comparisons, AccuracyLimits limits, double reference, double resolution)
    {
        Require(comparisons.Count > 0, "There is no comparison: pass at least one.");
        Require(double.IsFinite(limits.Tolerance) && limits.Tolerance > 0, "The tolerance must be above 0.");
        Require(double.IsFinite(reference) && reference > 0, "The reference's expanded uncertainty must be above 0.");
        Require(double.IsFinite(resolution) && resolution >= 0, "The resolution must be 0 or more.");
        foreach (var (referenceValue, readings) in comparisons)
        {
            Require(double.IsFinite(referenceValue)
                && readings.All(double.IsFinite), "Every reference and every reading must be a number.");
            Require(readings.Count > 0, $"There is no reading at {Format(referenceValue)}.");
            Require(!limits.IsRelative || referenceValue > 0, "A reference must be above 0 where errors are in percent of it.");
        }
    }

    private static string Format(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private static void Require(bool condition, string sentence)
    {
        if (!condition)
        {
            throw new ArgumentException(sentence);
        }
    }
}
