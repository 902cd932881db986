using CsCheck;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Series;

namespace SmartDairy.Testing.History;

public abstract partial class HistoryContract
{
    private const long Day = 86_400_000;
    private const long Hour = 3_600_000;

    [Fact]
    public async Task Raw_points_are_those_of_the_half_open_range_oldest_first_with_their_quality()
    {
        await History.AppendAsync(
        [
            Sample.Environment("ENV-1", Sample.Start + 3, 3, 23, double.NaN) with { Quality = 40 },
            Sample.Environment("ENV-1", Sample.Start + 1, 1, 21, 61),
            Sample.Environment("ENV-1", Sample.Start + 2, 2, -99, 62) with { OutOfRange = 1 },
            Sample.Environment("ENV-1", Sample.Start + 4, 4, 24),
            Sample.Environment("ENV-1", Sample.Start, 0, 20),
            Sample.Environment("ENV-1", Sample.Start + 2, 5, double.NaN, double.NaN),
            Sample.Environment("ENV-2", Sample.Start + 2, 2, 77),
        ]);
        var series = await History.QuerySeriesAsync(Sample.Series("ENV-1", Sample.Start + 1, Sample.Start + 4), Cancellation);
        Assert.Equal([Sample.Start + 1, Sample.Start + 2, Sample.Start + 3], series.Times);
        Assert.Equal([21.0, -99.0, 23.0], series.Values[0]);
        Assert.Equal([61.0, 62.0, null], series.Values[1]);
        Assert.Equal([100, 0, 40], series.Quality!);
        Assert.Equal(["°C", "%RH"], series.Units);
        Assert.False(series.Truncated);
        Assert.Null(series.Resolution);
    }

    [Theory]
    [InlineData("Europe/Berlin", 2026, 3, 29, 23)]
    [InlineData("Europe/Berlin", 2026, 10, 25, 25)]
    [InlineData("Europe/Berlin", 2026, 6, 1, 24)]
    [InlineData("America/New_York", 2026, 11, 1, 25)]
    [InlineData("America/Havana", 2026, 3, 8, 23)]
    [InlineData("UTC", 2026, 3, 29, 24)]
    public async Task A_day_has_as_many_hours_as_its_zone_gives_it(string zoneId, int year, int month, int day, int hours)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(zoneId);
        var noon = new DateTime(year, month, day, 12, 0, 0, DateTimeKind.Unspecified);
        var middle = new DateTimeOffset(noon, zone.GetUtcOffset(noon)).ToUnixTimeMilliseconds();
        Reading[] readings = [.. Enumerable.Range(-200, 400).Select(i => Sample.Environment("ENV-1", middle + (i * Hour / 2), i))];
        await History.AppendAsync(readings);
        var days = await History.QuerySeriesAsync(
            Sample.Series("ENV-1", middle - (3 * Day), middle + (3 * Day),
                new Bucket(TimeSpan.FromDays(1), zone, [Aggregate.Count], Fill.None)), Cancellation);
        var index = days.Times.Select((start, i) => (start, i)).Last(one => one.start <= middle).i;
        Assert.Equal(hours * 2, days.Values[0][index]);
        Assert.Equal(hours * Hour, days.Times[index + 1] - days.Times[index]);
        var hourly = await History.QuerySeriesAsync(
            Sample.Series("ENV-1", days.Times[index], days.Times[index + 1],
                new Bucket(TimeSpan.FromHours(1), zone, [Aggregate.Count], Fill.None)), Cancellation);
        Assert.Equal(hours, hourly.Times.Count);
        Assert.All(hourly.Values[0], count => Assert.Equal(2, count));
    }

    [Fact]
    public async Task Fills_stand_in_buckets_without_values()
    {
        // Hours 1 and 4 of 6 have values; hour 4's only value is impossible in hour 5.
        await History.AppendAsync(
        [
            Sample.Environment("ENV-1", Sample.Start + Hour, 1, 10),
            Sample.Environment("ENV-1", Sample.Start + (4 * Hour), 2, 40),
            Sample.Environment("ENV-1", Sample.Start + (5 * Hour), 3, 999) with
            { OutOfRange = 1, Values = [999, .. Enumerable.Repeat(double.NaN, 7)] },
        ]);
        Assert.Equal([10, 40], await QueryFilledAsync(Fill.None));
        Assert.Equal([null, 10, null, null, 40, null], await QueryFilledAsync(Fill.Null));
        Assert.Equal([null, 10, 10, 10, 40, 40], await QueryFilledAsync(Fill.Previous));
        Assert.Equal([null, 10, 20, 30, 40, null], await QueryFilledAsync(Fill.Linear));
    }

    [Fact]
    public Task Buckets_agree_with_a_naive_calculation()
    {
        var number = 0;
        return SeriesOracle.Cases.SampleAsync(
            async one =>
            {
                var device = $"ENV-{Interlocked.Increment(ref number)}";
                var readings = one.CreateReadings(device);
                await History.AppendAsync(readings);
                var result = await History.QuerySeriesAsync(one.CreateQuery(device), Cancellation);
                SeriesOracle.AssertEqual(one, readings, result);
            },
            iter: 80,
            threads: 1);
    }

    [Fact]
    public async Task Thinning_keeps_the_lowest_and_the_highest()
    {
        var random = new Random(7);
        Reading[] readings =
            [.. Enumerable.Range(0, 5_000)
            .Select(i => Sample.Environment("ENV-1", Sample.Start + (i * 1000), i, random.Next(1000) / 50.0, random.Next(1000) / 20.0))];
        readings[1_234].Values[0] = 84;
        readings[4_321].Values[0] = -39;
        readings[777].Values[1] = 99.5;
        await History.AppendAsync(readings);
        foreach (var maxPoints in (int[])[1, 3, 4, 100, 999, 4_999])
        {
            var series =
                await History.QuerySeriesAsync(
                    Sample.Series("ENV-1", Sample.Start, Sample.Start + Day, maxPoints: maxPoints), Cancellation);
            Assert.InRange(series.Times.Count, 1, maxPoints);
            Assert.True(series.Truncated);
            Assert.Equal(series.Times.Order(), series.Times);
            Assert.All(series.Times.Zip(series.Values[0]), point =>
                Assert.Equal(readings[(point.First - Sample.Start) / 1000].Values[0], point.Second));
            if (maxPoints >= 4)
            {
                Assert.Equal((-39, 84, 99.5), (series.Values[0].Min(), series.Values[0].Max(), series.Values[1].Max()));
            }
        }

        var whole =
            await History.QuerySeriesAsync(Sample.Series("ENV-1", Sample.Start, Sample.Start + Day, maxPoints: 5_000), Cancellation);
        Assert.Equal(5_000, whole.Times.Count);
        Assert.False(whole.Truncated);
    }

    [Fact]
    public async Task A_query_that_makes_no_sense_is_refused_with_a_sentence()
    {
        var sane = Sample.Series("ENV-1", Sample.Start, Sample.Start + Day);
        var bucket = new Bucket(TimeSpan.FromHours(1), TimeZoneInfo.Utc, [Aggregate.Avg], Fill.None);
        SeriesQuery[] senseless =
        [
            sane with { Metrics = [] },
            sane with { Metrics = ["temperature_c; drop table environment"] },
            sane with { Metrics = ["rumination_minutes"] },
            sane with { To = sane.From },
            sane with { From = long.MinValue },
            sane with { To = long.MaxValue },
            sane with { MaxPoints = 0 },
            sane with { MaxPoints = 100_001 },
            sane with { Bucket = bucket with { Aggregates = [] } },
            sane with { Bucket = bucket with { Every = TimeSpan.Zero } },
            sane with { Bucket = bucket with { Every = TimeSpan.FromDays(367) } },
            sane with { Bucket = bucket with { Every = TimeSpan.FromHours(36) } },
            sane with { To = sane.From + (2 * Day), Bucket = bucket with { Every = TimeSpan.FromSeconds(1) } },
        ];
        foreach (var query in senseless)
        {
            var refusal = await Assert.ThrowsAsync<ArgumentException>(async () => await History.QuerySeriesAsync(query, Cancellation));
            Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
        }

        Assert.Empty((await History.QuerySeriesAsync(sane, Cancellation)).Times);
    }

    private async Task<IReadOnlyList<double?>> QueryFilledAsync(Fill fill)
    {
        var bucket = new Bucket(TimeSpan.FromHours(1), TimeZoneInfo.Utc, [Aggregate.Avg], fill);
        var query = Sample.Series("ENV-1", Sample.Start, Sample.Start + (6 * Hour), bucket) with { Metrics = ["temperature_c"] };
        return (await History.QuerySeriesAsync(query, Cancellation)).Values[0];
    }
}
