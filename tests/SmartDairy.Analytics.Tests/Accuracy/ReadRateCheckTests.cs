using SmartDairy.Analytics.Accuracy;
using Xunit;

namespace SmartDairy.Analytics.Tests.Accuracy;

public sealed class ReadRateCheckTests
{
    [Fact]
    public void A_hundred_of_a_hundred_reads_cannot_show_99_percent()
    {
        var result = Check(0.99, (5, 100, 100));
        Assert.Equal(Conformity.Inconclusive, result.Conformity);
        Assert.Contains("takes 381", result.Reason, StringComparison.Ordinal);
        Assert.Equal(Conformity.Inconclusive, Check(0.99, (5, 380, 380)).Conformity);
        Assert.Equal(Conformity.Conforming, Check(0.99, (5, 381, 381)).Conformity);
    }

    [Fact]
    public void Ninety_five_of_a_hundred_reads_fail_99_percent_and_cannot_show_95() =>
        Assert.Equal((Conformity.Nonconforming, Conformity.Inconclusive),
            (Check(0.99, (5, 100, 95)).Conformity, Check(0.95, (5, 100, 95)).Conformity));

    [Fact]
    public void Every_distance_up_to_the_range_counts_and_none_beyond()
    {
        Assert.Equal(Conformity.Conforming, Check(0.99, (1, 1_000, 1_000), (5, 1_000, 998), (8, 1_000, 10)).Conformity);
        var result = Check(0.99, (1, 1_000, 1_000), (3, 1_000, 900), (5, 1_000, 1_000));
        Assert.Equal(Conformity.Nonconforming, result.Conformity);
        Assert.StartsWith("At 3 m", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_without_the_whole_range_is_inconclusive()
    {
        Assert.Equal((Conformity.Inconclusive, "The farthest try was at 4 m; the range is 5 m."),
            (Check(0.99, (4, 1_000, 1_000)).Conformity, Check(0.99, (4, 1_000, 1_000)).Reason));
        Assert.Equal("Nothing was tried within 5 m.", Check(0.99, (9, 1_000, 1_000)).Reason);
    }

    [Theory]
    [InlineData(5, 0, 0)]
    [InlineData(5, 10, 11)]
    [InlineData(5, 10, -1)]
    [InlineData(-1, 10, 5)]
    [InlineData(double.NaN, 10, 5)]
    public void Invalid_counts_are_refused(double distance, int expected, int read)
    => Assert.Throws<ArgumentException>(() => Check(0.99, (distance, expected, read)));

    private static ReadRateResult Check(double required, params (double Distance, int Expected, int Read)[] counts) =>
        ReadRateCheck.Evaluate([.. counts.Select(count => new ReadCount(count.Distance, count.Expected, count.Read))], required, 5);
}
