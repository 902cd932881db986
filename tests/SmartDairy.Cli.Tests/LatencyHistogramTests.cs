using CsCheck;
using SmartDairy.Cli.Load;
using Xunit;

namespace SmartDairy.Cli.Tests;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void Percentiles_match_the_sorted_list_within_two_percent() =>
        Gen.Select(Gen.Long[0, 100_000_000].Array[1, 300], Gen.Double[0, 1]).Sample((values, share) =>
        {
            var histogram = new LatencyHistogram();
            foreach (var value in values)
            {
                histogram.Record(value);
            }

            var sorted = values.Order().ToArray();
            var exact = sorted[Math.Max(1, (int)Math.Ceiling(share * values.Length)) - 1] / 1000.0;
            var found = histogram.Percentile(share)!.Value;
            return found >= exact && found <= (exact * 1.016) + 0.001;
        });

    [Fact]
    public void Adding_equals_recording_together()
    {
        var (first, second, combined) = (new LatencyHistogram(), new LatencyHistogram(), new LatencyHistogram());
        for (var value = 1; value < 5000; value++)
        {
            (value % 3 == 0 ? first : second).Record(value * 37);
            combined.Record(value * 37);
        }

        first.Add(second);
        Assert.Equal(
            (combined.Count, combined.MaxMicroseconds, combined.Percentile(0.5), combined.Percentile(0.99)),
            (first.Count, first.MaxMicroseconds, first.Percentile(0.5), first.Percentile(0.99)));
    }

    [Fact]
    public void An_empty_histogram_has_no_percentile() => Assert.Null(new LatencyHistogram().Percentile(0.5));
}
