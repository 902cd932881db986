using SmartDairy.Analytics.Climate;
using Xunit;

namespace SmartDairy.Analytics.Tests.Climate;

public sealed class TemperatureHumidityIndexTests
{
    [Theory]
    [InlineData(22.5, 65, 69.71)]
    [InlineData(32, 22, 76.04)]
    [InlineData(25, 50, 71.78)]
    [InlineData(28, 70, 78.37)]
    [InlineData(20, 100, 68.00)]
    [InlineData(35, 80, 90.93)]
    public void Matches_the_formula_of_1971(double celsius, double humidity, double thi)
        => Assert.Equal(thi, TemperatureHumidityIndex.Calculate(celsius, humidity), 0.006);

    // The other common formula, 0.8 T + RH/100 (T − 14.4) + 46.4, differs by at most 0.2 in the range of barns.
    [Theory]
    [InlineData(15, 40)]
    [InlineData(22, 60)]
    [InlineData(30, 50)]
    [InlineData(38, 30)]
    public void Agrees_with_the_other_common_formula(double celsius, double humidity)
        => Assert.Equal(
            (0.8 * celsius) + (humidity / 100 * (celsius - 14.4)) + 46.4, TemperatureHumidityIndex.Calculate(celsius, humidity), 0.2);

    [Fact]
    public void Wrong_units_give_clearly_different_values()
    {
        Assert.True(Math.Abs(TemperatureHumidityIndex.Calculate(28, 0.70) - 78.37) > 5);
        Assert.True(Math.Abs(TemperatureHumidityIndex.Calculate(82.4, 70) - 78.37) > 50);
    }

    [Fact]
    public void NaN_input_gives_NaN()
    {
        Assert.True(double.IsNaN(TemperatureHumidityIndex.Calculate(double.NaN, 50)));
        Assert.True(double.IsNaN(TemperatureHumidityIndex.Calculate(20, double.NaN)));
    }
}
