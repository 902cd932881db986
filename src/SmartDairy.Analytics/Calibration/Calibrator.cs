using System.Globalization;
using MathNet.Numerics.LinearRegression;

namespace SmartDairy.Analytics.Calibration;

/// <summary>
/// Fits calibrations and decides whether they are usable. At least three points are needed, because a line through two always fits. The
/// error is judged in the metric's unit. A slope that is negative or far from 1 means a broken sensor.
/// </summary>
public static class Calibrator
{
    public const int MinPoints = 3;
    public const int MinPiecewisePoints = 5;

    /// <summary>Fits a straight line by weighted least squares.</summary>
    /// <exception cref="ArgumentException">There is no sample, a value is not finite, or a weight is not above 0.</exception>
    public static CalibrationFit FitLine(IReadOnlyList<CalibrationSample> samples, CalibrationLimits limits)
    {
        Check(samples);
        ArgumentNullException.ThrowIfNull(limits);
        if (Spread(samples, sample => sample.Reading) <= 0)
        {
            var offset = new CalibrationCurve(1, Mean(samples, sample => sample.Reference - sample.Reading));
            return new(offset, double.NaN, Rmse(offset, samples), double.NaN, limits.ToleranceAt(Mean(samples, sample => sample.Reference)),
                samples.Count < MinPoints
                    ? TooFew(samples.Count)
                    : "All readings are the same: compare the sensor with the reference at different values.");
        }

        var curve = Fit(samples);
        var leaveOneOut = samples.Count < MinPoints
            ? double.NaN
            : LeaveOneOut(samples, rest => Spread(rest, sample => sample.Reading) > 0 ? Fit(rest) : null);
        return CreateFit(curve, samples, leaveOneOut, limits);
    }

    /// <summary>Fits a monotone curve through all samples, extended straight beyond them.</summary>
    /// <exception cref="ArgumentException">There are fewer than five samples, a value is not finite, or a weight is not above
    /// 0.</exception>
    public static CalibrationFit FitPiecewise(IReadOnlyList<CalibrationSample> samples, CalibrationLimits limits)
    {
        Check(samples);
        ArgumentNullException.ThrowIfNull(limits);
        if (samples.Count < MinPiecewisePoints)
        {
            throw new ArgumentException(
                $"A piecewise calibration needs at least {MinPiecewisePoints} points; there are {samples.Count}.", nameof(samples));
        }

        CalibrationSample[] sorted = [.. samples.OrderBy(sample => sample.Reading)];
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i].Reading <= sorted[i - 1].Reading || sorted[i].Reference <= sorted[i - 1].Reference)
            {
                var line = FitLine(samples, limits);
                return line with
                {
                    Problem = string.Create(
                        CultureInfo.InvariantCulture,
                        $"The points do not rise together: at readings {sorted[i - 1].Reading:0.###} and {sorted[i].Reading:0.###} the references are {sorted[i - 1].Reference:0.###} and {sorted[i].Reference:0.###}. Use a straight line, or leave a point out."),
                };
            }
        }

        var leaveOneOut = LeaveOneOut(sorted, rest => Curve(rest));
        return CreateFit(Curve(sorted), sorted, leaveOneOut, limits);
    }

    private static CalibrationFit CreateFit(
        CalibrationCurve curve, IReadOnlyList<CalibrationSample> samples, double leaveOneOut, CalibrationLimits limits)
    {
        var tolerance = limits.ToleranceAt(Mean(samples, sample => sample.Reference));
        var rmse = Rmse(curve, samples);
        return new(
            curve, RSquared(curve, samples), rmse, leaveOneOut, tolerance, Problem(curve, samples, rmse, leaveOneOut, tolerance, limits));
    }

    private static string? Problem(
        CalibrationCurve curve, IReadOnlyList<CalibrationSample> samples, double rmse, double leaveOneOut, double tolerance,
        CalibrationLimits limits)
    {
        if (samples.Count < MinPoints)
        {
            return TooFew(samples.Count);
        }

        if (curve.Slope <= 0)
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"The slope is {curve.Slope:0.###}: the reading falls when the reference rises. Check that readings and references are not swapped.");
        }

        if (curve.Slope < limits.MinSlope || curve.Slope > limits.MaxSlope)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"The slope is {curve.Slope:0.###}; it must be from {limits.MinSlope:0.##} to {limits.MaxSlope:0.##}. The sensor is broken, or the points belong to another metric.");
        }

        var span = Spread(samples, sample => sample.Reading);
        if (span < limits.MinSpan)
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"The readings span {span:0.###}; at least {limits.MinSpan:0.###} is needed to predict other values.");
        }

        if (rmse > tolerance)
        {
            var worst = Enumerable.Range(0, samples.Count).MaxBy(i => Math.Abs(curve.Apply(samples[i].Reading) - samples[i].Reference));
            return string.Create(
                CultureInfo.InvariantCulture,
                $"The remaining error is {rmse:0.####}, the tolerance {tolerance:0.####}; point {worst + 1} fits worst. Measure it again, or leave it out.");
        }

        return leaveOneOut > tolerance
            ? string.Create(CultureInfo.InvariantCulture,
                $"A curve without a point misses that point by {leaveOneOut:0.####} on average; the tolerance is {tolerance:0.####}. The curve depends on single points: add points.")
            : null;
    }

    private static string TooFew(int count)
        => $"At least {MinPoints} points are needed; {(count == 1 ? "there is 1" : $"there are {count}")}.";

    private static CalibrationCurve Fit(IReadOnlyList<CalibrationSample> samples)
    {
        double[][] x = [.. samples.Select(sample => new[] { sample.Reading })];
        double[] y = [.. samples.Select(sample => sample.Reference)];
        double[] weights = [.. samples.Select(sample => sample.Weight)];
        var line = WeightedRegression.Weighted(x, y, weights, intercept: true);
        return new(line[1], line[0]);
    }

    private static CalibrationCurve Curve(IReadOnlyList<CalibrationSample> sorted)
    {
        var line = Fit(sorted);
        return new(
            line.Slope, line.Intercept, [.. sorted.Select(sample => sample.Reading)], [.. sorted.Select(sample => sample.Reference)]);
    }

    private static double LeaveOneOut(
        IReadOnlyList<CalibrationSample> samples, Func<IReadOnlyList<CalibrationSample>, CalibrationCurve?> fit)
    {
        double sum = 0;
        for (var i = 0; i < samples.Count; i++)
        {
            if (fit([.. samples.Where((_, at) => at != i)]) is not { } without)
            {
                return double.PositiveInfinity;
            }

            var error = without.Apply(samples[i].Reading) - samples[i].Reference;
            sum += error * error;
        }

        return Math.Sqrt(sum / samples.Count);
    }

    private static double Rmse(CalibrationCurve curve, IReadOnlyList<CalibrationSample> samples)
        => Math.Sqrt(Mean(samples, sample => Math.Pow(curve.Apply(sample.Reading) - sample.Reference, 2)));

    private static double RSquared(CalibrationCurve curve, IReadOnlyList<CalibrationSample> samples)
    {
        var mean = Mean(samples, sample => sample.Reference);
        var all = Mean(samples, sample => Math.Pow(sample.Reference - mean, 2));
        return all == 0
            ? double.NaN
            : 1 - (Mean(samples, sample => Math.Pow((curve.Slope * sample.Reading) + curve.Intercept - sample.Reference, 2)) / all);
    }

    private static double Mean(IReadOnlyList<CalibrationSample> samples, Func<CalibrationSample, double> value)
        => samples.Sum(sample => sample.Weight * value(sample)) / samples.Sum(sample => sample.Weight);

    private static double Spread(IReadOnlyList<CalibrationSample> samples, Func<CalibrationSample, double> value)
        => samples.Max(value) - samples.Min(value);

    private static void Check(IReadOnlyList<CalibrationSample> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (samples.Count == 0)
        {
            throw new ArgumentException("A calibration needs points.", nameof(samples));
        }

        for (var i = 0; i < samples.Count; i++)
        {
            if (!double.IsFinite(samples[i].Reading) || !double.IsFinite(samples[i].Reference))
            {
                throw new ArgumentException($"Point {i + 1} is not a number.", nameof(samples));
            }

            if (!(samples[i].Weight > 0) || !double.IsFinite(samples[i].Weight))
            {
                throw new ArgumentException($"Point {i + 1} has a weight of {samples[i].Weight}; it must be above 0.", nameof(samples));
            }
        }
    }
}
