using SmartDairy.Analytics.SensorHealth;
using Xunit;

namespace SmartDairy.Analytics.Tests.SensorHealth;

public sealed class DriftDetectorTests
{
    private const double Tolerance = 0.2;

    /// <summary>An ordinary day's swing is at the neighbours too, and the spread of a sensor's own values says nothing of drift, at whatever mean: also below zero.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(2.5)]
    public void A_place_that_is_always_warmer_or_colder_does_not_drift(double place)
    {
        var watch = new DriftDetector();
        var random = new Random(7);
        for (var hour = 0; hour < 24 * 90; hour++)
        {
            watch.Add(hour, place + (0.08 * (random.NextDouble() - 0.5)) + (0.05 * Math.Sin(hour / 24.0 * 2 * Math.PI)), Tolerance);
        }

        Assert.Equal(DriftStatus.Steady, watch.Status);
        Assert.Equal(0, watch.Offset, 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void One_tolerance_a_month_is_found_before_it_is_two(int direction)
    {
        var watch = new DriftDetector();
        var random = new Random(11);
        for (var hour = 0; hour < 24 * 120; hour++)
        {
            var drift = direction * Math.Max(0, (hour / 24.0) - 20) / 30 * Tolerance;
            watch.Add(hour, 0.3 + drift + (0.08 * (random.NextDouble() - 0.5)), Tolerance);
            if (watch.Status != DriftStatus.Steady)
            {
                Assert.Equal(DriftStatus.Drifting, watch.Status);
                Assert.InRange(Math.Abs(drift), 0.5 * Tolerance, 2 * Tolerance);
                return;
            }
        }

        Assert.Fail("It was not found.");
    }

    [Fact]
    public void A_jump_is_a_shift()
    {
        var watch = new DriftDetector();
        for (var hour = 0; hour < 24 * 40; hour++)
        {
            watch.Add(hour, hour < 24 * 30 ? 0 : 1, Tolerance);
        }

        Assert.Equal(DriftStatus.Shifted, watch.Status);
    }

    [Fact]
    public void Calibrated_it_is_learned_anew()
    {
        var watch = new DriftDetector();
        for (var hour = 0; hour < 24 * 40; hour++)
        {
            watch.Add(hour, hour < 24 * 30 ? 0 : 1, Tolerance);
        }

        watch.Reset();
        for (var hour = 24 * 40; hour < 24 * 80; hour++)
        {
            watch.Add(hour, 1, Tolerance);
        }

        Assert.Equal(DriftStatus.Steady, watch.Status);
    }
}
