using CsCheck;
using SmartDairy.Analytics.Calibration;
using Xunit;

namespace SmartDairy.Analytics.Tests.Calibration;

public sealed class CalibratorTests
{
    private static readonly CalibrationLimits Celsius = new() { AbsoluteTolerance = 0.2, MinSpan = 5 };
    private static readonly CalibrationLimits Ppm = new()
    { AbsoluteTolerance = 50, RelativeTolerance = 0.03, MinSpan = 300, MinSlope = 0.5, MaxSlope = 2 };

    [Fact]
    public void A_line_is_recovered_from_its_points()
    {
        var fit = Calibrator.FitLine([new(10, 10.6), new(20, 20.4), new(30, 30.2), new(40, 40)], Celsius);
        Assert.True(fit.IsValid, fit.Problem);
        Assert.Equal(0.98, fit.Curve.Slope, 9);
        Assert.Equal(0.8, fit.Curve.Intercept, 9);
        Assert.Equal(1, fit.RSquared, 9);
        Assert.Equal(0, fit.LeaveOneOutRmse, 9);
        Assert.Equal(25.3, fit.Curve.Apply(25), 9);
    }

    /// <summary>Two points always fit with R² = 1 and prove nothing.</summary>
    [Fact]
    public void Two_points_are_never_valid()
    {
        var fit = Calibrator.FitLine([new(10, 10.1), new(30, 30.1)], Celsius);
        Assert.Equal(1, fit.RSquared, 9);
        Assert.False(fit.IsValid);
        Assert.Equal("At least 3 points are needed; there are 2.", fit.Problem);
        Assert.True(double.IsNaN(fit.LeaveOneOutRmse));
    }

    [Fact]
    public void One_point_gives_an_offset_and_is_not_valid()
    {
        var fit = Calibrator.FitLine([new(20, 20.5)], Celsius);
        Assert.Equal((1, 0.5), (fit.Curve.Slope, fit.Curve.Intercept));
        Assert.Equal("At least 3 points are needed; there is 1.", fit.Problem);
    }

    /// <summary>The tolerance depends on the metric: half a degree is much, half a ppm is nothing.</summary>
    [Fact]
    public void The_tolerance_depends_on_the_metric()
    {
        CalibrationSample[] wobbly = [new(10, 10.45), new(20, 19.55), new(30, 30.45), new(40, 39.55)];
        var degrees = Calibrator.FitLine(wobbly, Celsius);
        Assert.False(degrees.IsValid);
        Assert.Contains("the tolerance 0.2", degrees.Problem, StringComparison.Ordinal);
        var gas = Calibrator.FitLine([.. wobbly.Select(point => new CalibrationSample(point.Reading * 40, point.Reference * 40))], Ppm);
        Assert.True(gas.IsValid, gas.Problem);
        Assert.True(gas.Rmse > 0.5);
    }

    [Theory]
    [InlineData(-1, 50)]
    [InlineData(0, 20)]
    [InlineData(0.3, 5)]
    [InlineData(3, 0)]
    public void An_implausible_slope_is_not_valid(double slope, double intercept)
    {
        CalibrationSample[] samples =
            [.. new[] { 10.0, 20, 30, 40 }.Select(reading => new CalibrationSample(reading, (slope * reading) + intercept))];
        var fit = Calibrator.FitLine(samples, Celsius);
        Assert.False(fit.IsValid);
        Assert.Contains("slope", fit.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Points_close_together_are_not_valid()
        => Assert.Contains(
            "span", Calibrator.FitLine([new(20, 20.1), new(20.5, 20.6), new(21, 21.1)], Celsius).Problem, StringComparison.Ordinal);

    [Fact]
    public void Equal_readings_are_not_valid()
        => Assert.Contains(
            "the same", Calibrator.FitLine([new(20, 20.1), new(20, 20.2), new(20, 20.3)], Celsius).Problem, StringComparison.Ordinal);

    [Fact]
    public void The_problem_names_an_outlier()
    {
        var fit = Calibrator.FitLine([new(10, 10), new(20, 20), new(30, 33), new(40, 40), new(50, 50)], Celsius);
        Assert.False(fit.IsValid);
        Assert.Contains("point 3", fit.Problem, StringComparison.Ordinal);
    }

    /// <summary>A curve that depends on one point misses that point when the fit omits it.</summary>
    [Fact]
    public void Leave_one_out_error_exceeds_the_residual_of_a_dependent_curve()
    {
        var fit = Calibrator.FitLine([new(20, 20.15), new(20.2, 19.95), new(20.1, 20.25), new(60, 60)], Celsius);
        Assert.True(fit.Rmse <= 0.2);
        Assert.True(fit.LeaveOneOutRmse > fit.Rmse);
    }

    [Fact]
    public void Weights_change_the_line()
    {
        var even = Calibrator.FitLine([new(10, 10), new(20, 20), new(30, 30.3)], Celsius);
        var weighted = Calibrator.FitLine([new(10, 10, 100), new(20, 20, 100), new(30, 30.3, 0.01)], Celsius);
        Assert.True(Math.Abs(weighted.Curve.Apply(10) - 10) < Math.Abs(even.Curve.Apply(10) - 10));
        Assert.Equal(1, weighted.Curve.Slope, 2);
    }

    [Theory]
    [InlineData(double.NaN, 1, 1)]
    [InlineData(1, double.PositiveInfinity, 1)]
    [InlineData(1, 1, 0)]
    [InlineData(1, 1, -2)]
    public void Values_that_are_not_finite_and_weights_of_0_are_refused(double reading, double reference, double weight)
        => Assert.Throws<ArgumentException>(() => Calibrator.FitLine([new(1, 1), new(10, 10), new(reading, reference, weight)], Celsius));

    [Fact]
    public void A_piecewise_curve_through_rising_points_is_monotone()
    {
        Gen.Int[0, 1_000_000].Sample(
            seed =>
            {
                var random = new Random(seed);
                var (reading, reference) = (0.0, 0.0);
                var samples = new List<CalibrationSample>();
                for (var i = 0; i < 7; i++)
                {
                    reading += 1 + (random.NextDouble() * 10);
                    reference += 1 + (random.NextDouble() * 10);
                    samples.Add(new(reading, reference));
                }

                var curve = Calibrator.FitPiecewise(samples, Celsius).Curve;
                Assert.All(samples, point => Assert.Equal(point.Reference, curve.Apply(point.Reading), 6));
                var last = double.NegativeInfinity;
                for (var at = samples[0].Reading - 5; at < samples[^1].Reading + 5; at += 0.05)
                {
                    var now = curve.Apply(at);
                    Assert.True(now > last, $"{now} after {last} at {at}");
                    last = now;
                }
            },
            iter: 300);
    }

    [Fact]
    public void A_piecewise_curve_needs_five_points_that_rise_together()
    {
        Assert.Throws<ArgumentException>(() => Calibrator.FitPiecewise([new(1, 1), new(2, 2), new(3, 3), new(4, 4)], Celsius));
        var fit = Calibrator.FitPiecewise([new(10, 10), new(20, 21), new(30, 20), new(40, 40), new(50, 50)], Celsius);
        Assert.Contains("do not rise together", fit.Problem, StringComparison.Ordinal);
    }
}
