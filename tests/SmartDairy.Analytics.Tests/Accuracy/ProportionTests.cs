using SmartDairy.Analytics.Accuracy;
using Xunit;

namespace SmartDairy.Analytics.Tests.Accuracy;

public sealed class ProportionTests
{
    // Newcombe 1998, table I: the method "score, no continuity correction".
    [Theory]
    [InlineData(81, 263, 0.3080, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.1014, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0, 0.0, 0.1611)]
    [InlineData(1, 29, 0.0345, 0.0061, 0.1718)]
    [InlineData(20, 20, 1.0, 0.8389, 1.0)]
    public void Wilson_interval_matches_published_values(int hits, int all, double value, double low, double high)
    {
        var proportion = Proportion.FromCounts(hits, all);
        Assert.Equal(value, proportion.Value, 0.00005);
        Assert.Equal(low, proportion.Low, 0.00005);
        Assert.Equal(high, proportion.High, 0.00005);
    }

    [Fact]
    public void A_total_of_zero_gives_the_interval_from_0_to_1()
    {
        var proportion = Proportion.FromCounts(0, 0);
        Assert.True(double.IsNaN(proportion.Value));
        Assert.Equal((0, 1), (proportion.Low, proportion.High));
    }

    [Fact]
    public void More_hits_than_the_total_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Proportion.FromCounts(3, 2));
}
