using SmartDairy.Analytics.Cows;
using SmartDairy.Analytics.Cows.Baselines;
using Xunit;

namespace SmartDairy.Analytics.Tests.Cows;

public sealed class BaselineTests
{
    [Fact]
    public void Smoothed_activity_detects_exactly_the_strong_heat()
    {
        var baseline = new SmoothedActivityBaseline();
        var heats = 0;
        var wasInHeat = false;
        foreach (var hour in new OrdinaryCow(5) { Activity = index => index is >= 369 and < 380 ? 4 : 1 }.Hours(600))
        {
            baseline.Add(hour);
            if (baseline.IsInEstrus && !wasInHeat)
            {
                heats++;
                Assert.InRange(hour.Hour - OrdinaryCow.FirstHour, 369, 380);
            }

            wasInHeat = baseline.IsInEstrus;
        }

        Assert.Equal(1, heats);
        Assert.False(wasInHeat);
    }

    [Fact]
    public void Smoothed_activity_detects_nothing_while_learning()
    {
        var baseline = new SmoothedActivityBaseline();
        foreach (var hour in new OrdinaryCow(5) { Activity = index => index >= 100 ? 9 : 1 }.Hours(160))
        {
            baseline.Add(hour);
            Assert.False(baseline.IsInEstrus);
            Assert.Equal(0, baseline.Deviation);
        }
    }

    [Theory]
    [InlineData(5.8, null, false)]
    [InlineData(6.5, null, true)]
    [InlineData(5.0, 6.6, true)]
    [InlineData(6.6, 6.4, false)]
    [InlineData(double.NaN, null, false)]
    public void The_threshold_applies_to_the_highest_quarter_or_else_to_the_whole_milk(double whole, double? quarter, bool alarm)
    {
        var milking = Milking(whole) with { QuarterConductivity = quarter is { } value ? [4.8, value, double.NaN, 4.9] : null };
        Assert.Equal(alarm, new ConductivityThresholdBaseline().IsAlarm(milking));
    }

    [Fact]
    public void The_rise_is_relative_to_the_mean_of_fourteen_milkings()
    {
        var baseline = new ConductivityRiseBaseline();
        for (var i = 0; i < 14; i++)
        {
            Assert.True(double.IsNaN(baseline.Add(Milking(i % 2 == 0 ? 4.5 : 5.5))));
        }

        var rise = baseline.Add(Milking(5.8));
        Assert.Equal(0.16, rise, 1e-9);
        Assert.True(baseline.IsAlarm(rise));
        // The first 4.5 has left the window and 5.8 has entered it: the mean is 71.3 / 14.
        Assert.Equal((5.7 / (71.3 / 14)) - 1, baseline.Add(Milking(5.7)), 1e-9);
        Assert.False(baseline.IsAlarm(0.149));
    }

    [Fact]
    public void The_fall_of_rumination_is_relative_to_the_mean_of_seven_days()
    {
        var baseline = new RuminationDropBaseline();
        var change = double.NaN;
        for (var hour = 0; hour < 24 * 8; hour++)
        {
            Assert.True(double.IsNaN(change));
            change = baseline.Add(Hour(hour, rumination: hour % 24 < 12 ? 10 : 26));
        }

        Assert.Equal(0, change, 1e-9);
        for (var hour = 24 * 8; hour < 24 * 9; hour++)
        {
            change = baseline.Add(Hour(hour, rumination: hour % 24 < 12 ? 8 : 20));
        }

        Assert.Equal((336.0 / 432) - 1, change, 1e-9);
        Assert.True(baseline.IsAlarm(change));
        Assert.False(baseline.IsAlarm(-0.16));
    }

    private static CollarHour Hour(int index, double rumination) => new(OrdinaryCow.FirstHour + index, 30, rumination, 10, 20, 38.4, 1);

    private static MilkingObservation Milking(double conductivity)
        => new() { Start = 0, End = 1, Litres = 15, Conductivity = conductivity };
}
