namespace SmartDairy.Rules.Windows;

/// <summary>Count, mean and squared deviations of every UTC hour of a series, for at most 31 days.</summary>
internal sealed class HourStatisticsWindow
{
    private const long Hour = 3_600_000;
    private readonly List<HourStatistics> _hours = [];
    private (long From, long Until) _cachedRange = (-1, -1);
    private HourStatistics _cached;

    public IReadOnlyList<HourStatistics> Hours => _hours;

    public void Push(long time, double value, long keep)
    {
        var hour = Math.DivRem(time, Hour).Quotient;
        if (_hours.Count == 0 || _hours[^1].Hour != hour)
        {
            _hours.RemoveAll(old => old.Hour < hour - keep / Hour - 1);
            _hours.Add(new(hour, 0, 0, 0));
        }

        var statistics = _hours[^1];
        var count = statistics.Count + 1;
        var mean = statistics.Mean + (value - statistics.Mean) / count;
        _hours[^1] = new(hour, count, mean, statistics.SquaredDeviations + (value - statistics.Mean) * (value - mean));
    }

    public void Add(HourStatistics statistics) => _hours.Add(statistics);

    public void Clear()
    {
        _hours.Clear();
        _cachedRange = (-1, -1);
    }

    /// <summary>
    /// The combined statistics of all whole UTC hours that begin at or after <paramref name="time"/> − <paramref name="window"/> and
    /// precede the hour of <paramref name="time"/>.
    /// </summary>
    public HourStatistics Combine(long time, long window)
    {
        var (from, until) = ((time - window + Hour - 1) / Hour, time / Hour);
        if (_cachedRange == (from, until))
        {
            return _cached;
        }

        var combined = default(HourStatistics);
        foreach (var statistics in _hours)
        {
            if (statistics.Hour >= from && statistics.Hour < until)
            {
                var count = combined.Count + statistics.Count;
                var difference = statistics.Mean - combined.Mean;
                combined =
                    new(0, count, combined.Mean + difference * statistics.Count / count,
                        combined.SquaredDeviations + statistics.SquaredDeviations
                        + difference * difference * combined.Count * statistics.Count / count);
            }
        }

        (_cachedRange, _cached) = ((from, until), combined);
        return combined;
    }
}
