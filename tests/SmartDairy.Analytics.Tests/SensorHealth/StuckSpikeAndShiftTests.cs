using SmartDairy.Analytics.SensorHealth;
using Xunit;

namespace SmartDairy.Analytics.Tests.SensorHealth;

public sealed class StuckSpikeAndShiftTests
{
    [Fact]
    public void A_run_lasts_while_the_value_is_unchanged()
    {
        var run = new StuckValueRun();
        run.Add(20.1, 1_000);
        run.Add(20.2, 2_000);
        run.Add(20.2, 5_000);
        Assert.Equal((7_000, 3), run.Add(20.2, 9_000));
        Assert.Equal((0, 1), run.Add(20.3, 10_000));
        Assert.Equal((0, 1), run.Add(double.NaN, 11_000));
    }

    [Fact]
    public void A_single_outlier_is_a_spike_and_the_third_value_confirms_a_new_level()
    {
        var filter = new SpikeFilter();
        var random = new Random(3);
        for (var i = 0; i < 100; i++)
        {
            Assert.False(filter.IsSpike(20 + (0.1 * random.NextDouble()), 1));
        }

        Assert.True(filter.IsSpike(45, 1));
        Assert.False(filter.IsSpike(20.05, 1));
        Assert.True(filter.IsSpike(30, 1));
        Assert.True(filter.IsSpike(30.1, 1));
        Assert.False(filter.IsSpike(30, 1));
        Assert.False(filter.IsSpike(30.1, 1));
    }

    [Fact]
    public void A_changed_level_is_detected_within_hours_and_a_single_value_is_not()
    {
        var sum = new Cusum();
        Assert.Equal(0, sum.Add(8));
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(0, sum.Add(i % 2 == 0 ? 1 : -1));
        }

        var hours = 0;
        while (sum.Add(-4) == 0)
        {
            hours++;
        }

        Assert.InRange(hours, 3, 12);
    }
}
