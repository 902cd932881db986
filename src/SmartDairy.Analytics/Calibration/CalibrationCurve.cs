using MathNet.Numerics.Interpolation;

namespace SmartDairy.Analytics.Calibration;

/// <summary>From what a sensor says to what is true: a straight line, or a monotone curve through knots that goes on straight beyond them.</summary>
public sealed class CalibrationCurve
{
    private readonly CubicSpline? _spline;
    private readonly double _first;
    private readonly double _last;
    private readonly double _atFirst;
    private readonly double _atLast;

    /// <summary><c>true = slope · said + intercept</c>.</summary>
    public CalibrationCurve(double slope, double intercept) => (Slope, Intercept) = (slope, intercept);

    /// <param name="slope">Of the straight line through all knots; the curve goes on with it beyond them.</param>
    /// <param name="readings">Strictly ascending, at least five.</param>
    /// <param name="references">Strictly ascending, as many.</param>
    public CalibrationCurve(double slope, double intercept, double[] readings, double[] references)
        : this(slope, intercept)
    {
        // Fritsch and Carlson's way (1980): no overshoot between the knots, so that it rises wherever they do.
        _spline = CubicSpline.InterpolatePchipSorted(readings, references);
        (_first, _last, _atFirst, _atLast) = (readings[0], readings[^1], references[0], references[^1]);
    }

    public double Slope { get; }

    public double Intercept { get; }

    /// <summary>The truth that a reading stands for. NaN stays NaN.</summary>
    public double Apply(double reading)
        => _spline is null ? (Slope * reading) + Intercept
            : reading < _first ? _atFirst + (Slope * (reading - _first))
            : reading > _last ? _atLast + (Slope * (reading - _last))
            : _spline.Interpolate(reading);
}
