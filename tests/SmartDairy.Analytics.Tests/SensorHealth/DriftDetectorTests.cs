using SmartDairy.Analytics.SensorHealth;
using Xunit;

namespace SmartDairy.Analytics.Tests.SensorHealth;

public sealed class DriftDetectorTests
{
    private const double Tolerance = 0.2;

    /// <summary>A constant difference with daily variation is not drift, at any mean difference, also below zero.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(2.5)]
    public void A_constant_difference_is_not_drift(double difference)
    {
        var detector = new DriftDetector();
        var random = new Random(7);
        for (var hour = 0; hour < 24 * 90; hour++)
        {
            detector.Add(hour, difference + (0.08 * (random.NextDouble() - 0.5)) + (0.05 * Math.Sin(hour / 24.0 * 2 * Math.PI)), Tolerance);
        }

        Assert.Equal(DriftStatus.Steady, detector.Status);
        Assert.Equal(0, detector.Offset, 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_drift_of_one_tolerance_a_month_is_detected_before_two_tolerances(int direction)
    {
        var detector = new DriftDetector();
        var random = new Random(11);
        for (var hour = 0; hour < 24 * 120; hour++)
        {
            var drift = direction * Math.Max(0, (hour / 24.0) - 20) / 30 * Tolerance;
            detector.Add(hour, 0.3 + drift + (0.08 * (random.NextDouble() - 0.5)), Tolerance);
            if (detector.Status != DriftStatus.Steady)
            {
                Assert.Equal(DriftStatus.Drifting, detector.Status);
                Assert.InRange(Math.Abs(drift), 0.5 * Tolerance, 2 * Tolerance);
                return;
            }
        }

        Assert.Fail("The drift was not detected.");
    }

    [Fact]
    public void A_jump_is_a_shift()
    {
        var detector = new DriftDetector();
        for (var hour = 0; hour < 24 * 40; hour++)
        {
            detector.Add(hour, hour < 24 * 30 ? 0 : 1, Tolerance);
        }

        Assert.Equal(DriftStatus.Shifted, detector.Status);
    }

    [Fact]
    public void Reset_learns_the_usual_difference_again()
    {
        var detector = new DriftDetector();
        for (var hour = 0; hour < 24 * 40; hour++)
        {
            detector.Add(hour, hour < 24 * 30 ? 0 : 1, Tolerance);
        }

        detector.Reset();
        for (var hour = 24 * 40; hour < 24 * 80; hour++)
        {
            detector.Add(hour, 1, Tolerance);
        }

        Assert.Equal(DriftStatus.Steady, detector.Status);
    }
}
