using SmartDairy.Analytics.Battery;
using Xunit;

namespace SmartDairy.Analytics.Tests.Battery;

public sealed class DutyCycleTests
{
    private const double Active = 0.5;
    private const double Asleep = 0.01;
    private const double Sending = 40;

    // Five minutes awake an hour and one message of 100 ms.
    private static readonly DutyState[] Collar = [new(Active, TimeSpan.FromMinutes(5), 1), new(Sending, TimeSpan.FromMilliseconds(100), 1)];

    [Fact]
    public void A_transmission_of_100_ms_counts_as_a_36000th_of_an_hour()
    {
        var mean = DutyCycle.MeanMilliAmps(Collar, Asleep);
        Assert.Equal((5 / 60.0 * Active) + (0.1 / 3_600 * Sending) + ((1 - (5 / 60.0) - (0.1 / 3_600)) * Asleep), mean, 1e-12);
        Assert.Equal(0.0519, mean, 0.0001);
        // With 0.1 h in its place the same collar would draw 4.05 mA and last two weeks.
        Assert.InRange(DutyCycle.Days(1_500, mean) / 365.25, 3.29, 3.30);
        Assert.InRange(DutyCycle.Days(1_500, 4.05), 15, 16);
    }

    [Fact]
    public void Self_discharge_shortens_battery_life()
    {
        Assert.Equal(365.25 / 0.02, DutyCycle.Days(1_000, 0, 0.02), 1e-6);
        Assert.True(double.IsPositiveInfinity(DutyCycle.Days(1_000, 0)));
        Assert.InRange(DutyCycle.Days(1_500, 0.0519442, 0.01) / 365.25, 3.17, 3.20);
    }

    [Fact]
    public void States_longer_than_an_hour_per_hour_are_refused()
    {
        Assert.Throws<ArgumentException>(() => DutyCycle.MeanMilliAmps([new(1, TimeSpan.FromMinutes(40), 2)], 0));
        Assert.Equal(1, DutyCycle.MeanMilliAmps([new(1, TimeSpan.FromMinutes(30), 2)], 7), 1e-12);
    }

    [Fact]
    public void Invalid_input_is_refused()
    {
        Assert.Throws<ArgumentException>(() => DutyCycle.MeanMilliAmps([new(-1, TimeSpan.FromSeconds(1), 1)], 0));
        Assert.Throws<ArgumentException>(() => DutyCycle.MeanMilliAmps([new(1, TimeSpan.Zero, 1)], 0));
        Assert.Throws<ArgumentException>(() => DutyCycle.MeanMilliAmps([], double.NaN));
        Assert.Throws<ArgumentException>(() => DutyCycle.Days(0, 1));
        Assert.Throws<ArgumentException>(() => DutyCycle.Days(1, 1, 1));
    }
}
