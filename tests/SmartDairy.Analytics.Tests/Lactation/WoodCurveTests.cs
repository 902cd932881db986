using SmartDairy.Analytics.Lactation;
using Xunit;

namespace SmartDairy.Analytics.Tests.Lactation;

public sealed class WoodCurveTests
{
    [Theory]
    [InlineData(1, 37.7, 99.5, 10_491)]
    [InlineData(2, 46.4, 64.5, 11_868)]
    [InlineData(3, 50.5, 65.0, 12_683)]
    [InlineData(7, 50.5, 65.0, 12_683)]
    [InlineData(0, 37.7, 99.5, 10_491)]
    public void Peaks_and_305_day_totals_match_published_values(int parity, double peak, double day, double total)
    {
        var curve = WoodCurve.ForParity(parity);
        Assert.Equal(peak, curve.PeakYield, 0.06);
        Assert.Equal(day, curve.PeakDay, 0.1);
        Assert.Equal(total, curve.CumulativeYield(305), total * 0.001);
    }

    [Fact]
    public void Yield_before_calving_is_0()
    {
        Assert.Equal(0, WoodCurve.ForParity(2).YieldOn(0));
        Assert.Equal(0, WoodCurve.ForParity(2).YieldOn(-3));
        Assert.True(double.IsNaN(WoodCurve.ForParity(2).YieldOn(double.NaN)));
    }
}
