using MathNet.Numerics.Interpolation;

namespace SmartDairy.Analytics.Calibration;

/// <summary>
/// Maps a sensor's reading to the true value: a straight line, or a monotone curve through knots, extended straight beyond them.
/// </summary>
public sealed class CalibrationCurve
{
    private readonly CubicSpline? _spline;
    private readonly double _first;
    private readonly double _last;
    private readonly double _atFirst;
    private readonly double _atLast;

    /// <summary>A straight line: <c>true = slope · reading + intercept</c>.</summary>
    public CalibrationCurve(double slope, double intercept) => (Slope, Intercept) = (slope, intercept);

    /// <param name="slope">Slope of the straight line through all knots; the curve continues with this slope beyond them.</param>
    /// <param name="readings">Knots: readings, strictly ascending, at least five.</param>
    /// <param name="references">Knots: true values, strictly ascending, as many as readings.</param>
    public CalibrationCurve(double slope, double intercept, double[] readings, double[] references)
        : this(slope, intercept)
    {
        // Fritsch and Carlson (1980): no overshoot between knots, so the curve is monotone.
        _spline = CubicSpline.InterpolatePchipSorted(readings, references);
        (_first, _last, _atFirst, _atLast) = (readings[0], readings[^1], references[0], references[^1]);
    }

    public double Slope { get; }

    public double Intercept { get; }

    /// <summary>The true value for a reading. NaN gives NaN.</summary>
    public double Apply(double reading)
        => _spline is null ? (Slope * reading) + Intercept
            : reading < _first ? _atFirst + (Slope * (reading - _first))
            : reading > _last ? _atLast + (Slope * (reading - _last))
            : _spline.Interpolate(reading);
}
