using SmartDairy.Analytics.Battery;
using Xunit;

namespace SmartDairy.Analytics.Tests.Battery;

public sealed class BatteryForecasterTests
{
    private const long Day = 86_400_000;
    private const long Start = 1_770_000_000_000;

    [Fact]
    public void A_steady_fall_is_extrapolated_to_empty()
    {
        var forecast = Forecast(60, day => 100 - (0.5 * day));
        Assert.Equal(0.5, forecast.PercentPerDay, 1e-9);
        Assert.Equal(Start + (190 * Day), forecast.EmptyAt!.Value, Day / 100.0);
        Assert.True(forecast.EarliestEmptyAt < forecast.EmptyAt && forecast.EmptyAt < forecast.LatestEmptyAt);
        Assert.Null(forecast.ChangedAt);
        Assert.False(forecast.IsFallingFast);
    }

    [Fact]
    public void The_interval_covers_the_truth_despite_rounding_and_noise()
    {
        var inside = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var forecast = Forecast(90, day => Math.Round(100 - (0.2 * day) + (3 * (random.NextDouble() - 0.5))));
            var truth = Start + (475 * Day);
            inside += forecast.EarliestEmptyAt <= truth && truth <= forecast.LatestEmptyAt ? 1 : 0;
        }

        Assert.InRange(inside, 190, 200);
    }

    [Fact]
    public void A_change_of_battery_restarts_the_forecast()
    {
        var forecast = Forecast(80, day => day < 50 ? 60 - day : 100 - (0.5 * (day - 50)));
        Assert.Equal(Start + (50 * Day), forecast.ChangedAt);
        Assert.Equal(0.5, forecast.PercentPerDay, 1e-9);
        Assert.Equal(Start + (240 * Day), forecast.EmptyAt!.Value, Day / 100.0);
    }

    [Fact]
    public void A_single_wrong_value_does_not_change_the_forecast()
    {
        var plain = Forecast(60, day => 90 - (0.5 * day));
        var spiked = Forecast(60, day => day == 30 ? 100 : day == 40 ? 1 : 90 - (0.5 * day));
        Assert.Null(spiked.ChangedAt);
        Assert.Equal(plain.EmptyAt!.Value, spiked.EmptyAt!.Value, 2 * (double)Day);
    }

    [Fact]
    public void Right_after_a_change_of_battery_there_is_no_forecast_but_a_reason()
    {
        var forecast = Forecast(53, day => day < 50 ? 60 - day : 100);
        Assert.Equal((Start + (50 * Day), null, 100), (forecast.ChangedAt, forecast.EmptyAt, forecast.Level));
        Assert.True(double.IsNaN(forecast.PercentPerDay));
        Assert.Contains("7 are needed", forecast.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_constant_level_gives_no_forecast()
    {
        var forecast = Forecast(100, _ => 98);
        Assert.Null(forecast.EmptyAt);
        Assert.Contains("less than 2 %", forecast.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_steep_fall_at_the_end_is_detected()
    {
        var forecast = Forecast(214, day => day < 200 ? 95 - (0.05 * day) : 85 - (3 * (day - 200)));
        Assert.True(forecast.IsFallingFast);
        Assert.Equal(3, forecast.PercentPerDay, 0.1);
        // 46 % is left on day 213: about two weeks, and not the years that the line of 200 days promised.
        Assert.InRange((forecast.EmptyAt!.Value - Start) / (double)Day, 224, 230);
    }

    [Fact]
    public void A_device_without_valid_levels_has_no_forecast()
    {
        Assert.Null(BatteryForecaster.Forecast([], Start));
        Assert.Null(BatteryForecaster.Forecast([new(Start, 300), new(Start, double.NaN)], Start + Day));
    }

    [Fact]
    public void An_empty_battery_is_forecast_empty_now()
    {
        var forecast = Forecast(96, day => Math.Max(100 - day, 4));
        Assert.InRange((forecast.EmptyAt!.Value - Start) / (double)Day, 94, 97);
    }

    private static BatteryForecast Forecast(int days, Func<int, double> percent) =>
        BatteryForecaster.Forecast(
            [.. Enumerable.Range(0, days).Select(day => new BatteryLevel(Start + (day * Day), percent(day)))], Start + (days * Day))!;
}
