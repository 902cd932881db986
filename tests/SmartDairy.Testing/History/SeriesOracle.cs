using CsCheck;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Series;

namespace SmartDairy.Testing.History;

/// <summary>The plainest possible calculation of a bucketed series, to hold a store against.</summary>
public static class SeriesOracle
{
    private const long Minute = 60_000;
    private const long Day = 86_400_000;

    private static readonly Dictionary<(string Zone, int Day), long> Midnights = [];

    /// <summary>
    /// Ranges of up to five days around changes of the clocks, in zones that change at 2:00, at midnight, by half an hour and never.
    /// </summary>
    public static Gen<SeriesCase> Cases { get; } =
        from zone in Gen.OneOf("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Havana", "Asia/Kathmandu", "UTC")
        from change in Gen.OneOf("2026-03-29", "2026-10-25", "2026-03-08", "2026-11-01", "2026-04-05", "2026-07-01")
        from shift in Gen.Int[-3 * 86_400, 86_400]
        from length in Gen.Int[60, 5 * 86_400]
        from every in Gen.OneOf(15, 60, 90, 360, 420, 1440, 2880, 10080)
        from fill in Gen.Enum<Fill>()
        from aggregates in Gen.Shuffle(Enum.GetValues<Aggregate>(), 1, 11)
        from points in Gen.Select(
            Gen.Int[-3600, 6 * 86_400],
            Gen.Frequency((5, Gen.Int[-200, 400].Select(tenths => tenths / 10.0)), (1, Gen.Const(double.NaN))),
            Gen.Frequency((5, Gen.Int[0, 1000].Select(tenths => tenths / 10.0)), (1, Gen.Const(double.NaN))),
            Gen.Frequency((9, Gen.Const(false)), (1, Gen.Const(true))),
            Gen.Frequency((9, Gen.Int[1, 100]), (1, Gen.Const(0)))).Array[0, 60]
        let start = DateTimeOffset.Parse(change + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds()
        select new SeriesCase(zone, start + (shift * 1000L), length * 1000L, every, fill, aggregates, points);

    public static void AssertEqual(SeriesCase one, IReadOnlyList<Reading> readings, SeriesResult actual)
    {
        var starts = new SortedSet<long>();
        for (var time = one.From; time < one.To; time += Minute)
        {
            starts.Add(StartOf(one, time));
        }

        starts.Add(StartOf(one, one.To - 1));
        var groups = Enumerable.Range(0, 2).Select(metric => readings
            .Where(reading => reading.Time >= one.From && reading.Time < one.To && reading.QualityOf(metric) > 0
            && !double.IsNaN(reading.Values[metric]))
            .OrderBy(reading => reading.Time).ThenBy(reading => reading.MessageId)
            .GroupBy(reading => StartOf(one, reading.Time))
            .ToDictionary(group => group.Key, group => group.Select(reading => reading.Values[metric]).ToArray())).ToArray();
        long[] times = [.. starts.Where(start => one.Fill != Fill.None || groups.Any(group => group.ContainsKey(start)))];
        Assert.Equal(times, actual.Times);
        for (var metric = 0; metric < 2; metric++)
        {
            for (var i = 0; i < one.Aggregates.Length; i++)
            {
                var column = (metric * one.Aggregates.Length) + i;
                var values =
                    times.Select(time => groups[metric].TryGetValue(time, out var group) ? Calculate(one.Aggregates[i], group) : null)
                    .ToArray();
                var expected =
                    times.Select((time, at) => groups[metric].ContainsKey(time) ? values[at] : FillGap(one.Fill, times, values, at))
                    .ToArray();
                Assert.Equal(
                    (metric == 0 ? "temperature_c:" : "humidity_percent:") + one.Aggregates[i].ToString().ToLowerInvariant(),
                    actual.Metrics[column]);
                AssertClose(expected, actual.Values[column], actual.Metrics[column]);
            }
        }
    }

    private static void AssertClose(double?[] expected, IReadOnlyList<double?> actual, string name)
    {
        Assert.Equal(expected.Length, actual.Count);
        for (var i = 0; i < expected.Length; i++)
        {
            var same = expected[i] is { } left && actual[i] is { } right ? Math.Abs(left - right) < 1e-7 : expected[i] == actual[i];
            Assert.True(same, $"{name} at {i}: expected {expected[i]}, got {actual[i]}.");
        }
    }

    private static double? FillGap(Fill fill, long[] times, double?[] values, int at)
    {
        var before = Enumerable.Range(0, at).LastOrDefault(i => values[i] is not null, -1);
        var after = Enumerable.Range(at, values.Length - at).FirstOrDefault(i => values[i] is not null, -1);
        return fill switch
        {
            Fill.Previous => before < 0 ? null : values[before],
            Fill.Linear => before < 0 || after < 0 ? null
                : values[before]
                + ((values[after] - values[before]) * (times[at] - times[before]) / (double)(times[after] - times[before])),
            _ => null,
        };
    }

    private static double? Calculate(Aggregate aggregate, double[] values) => aggregate switch
    {
        Aggregate.Avg => values.Average(),
        Aggregate.Min => values.Min(),
        Aggregate.Max => values.Max(),
        Aggregate.Sum => values.Sum(),
        Aggregate.Count => values.Length,
        Aggregate.Stddev =>
            values.Length < 2 ? null : Math.Sqrt(values.Sum(value => Math.Pow(value - values.Average(), 2)) / (values.Length - 1)),
        Aggregate.P50 => Percentile(values, 50),
        Aggregate.P95 => Percentile(values, 95),
        Aggregate.P99 => Percentile(values, 99),
        Aggregate.First => values[0],
        _ => values[^1],
    };

    private static double Percentile(double[] values, int percent)
    {
        var sorted = values.Order().ToArray();
        var rank = percent / 100.0 * (sorted.Length - 1);
        var below = sorted[(int)Math.Floor(rank)];
        return below + ((sorted[(int)Math.Ceiling(rank)] - below) * (rank - Math.Floor(rank)));
    }

    private static long StartOf(SeriesCase one, long time)
    {
        var every = one.EveryMinutes * Minute;
        var today = LocalDay(one.TimeZone, time);
        if (every >= Day)
        {
            return Midnight(one.TimeZone, today - (today % (int)(every / Day)));
        }

        var midnight = Midnight(one.TimeZone, today);
        return midnight + ((time - midnight) / every * every);
    }

    private static int LocalDay(TimeZoneInfo zone, long time)
        => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(time), zone).DateTime).DayNumber;

    /// <summary>The first minute whose local date is that day: found by looking, not by reckoning with offsets.</summary>
    private static long Midnight(TimeZoneInfo zone, int day)
    {
        lock (Midnights)
        {
            if (!Midnights.TryGetValue((zone.Id, day), out var time))
            {
                time = new DateTimeOffset(
                    DateOnly.FromDayNumber(day).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeMilliseconds() - (15 * 60 * Minute);
                while (LocalDay(zone, time) < day)
                {
                    time += Minute;
                }

                Midnights[(zone.Id, day)] = time;
            }

            return time;
        }
    }
}
