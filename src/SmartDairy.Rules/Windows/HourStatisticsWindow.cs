namespace SmartDairy.Rules.Windows;

/// <summary>Count, mean and squared deviations of every UTC hour of a series: at most 31 days of them.</summary>
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

        var sum = _hours[^1];
        var count = sum.Count + 1;
        var mean = sum.Mean + (value - sum.Mean) / count;
        _hours[^1] = new(hour, count, mean, sum.SquaredDeviations + (value - sum.Mean) * (value - mean));
    }

    public void Add(HourStatistics sum) => _hours.Add(sum);

    public void Clear()
    {
        _hours.Clear();
        _cachedRange = (-1, -1);
    }

    /// <summary>All whole hours that began at or after time − window and ended by the hour of time, as one.</summary>
    public HourStatistics Combine(long time, long window)
    {
        var (from, until) = ((time - window + Hour - 1) / Hour, time / Hour);
        if (_cachedRange == (from, until))
        {
            return _cached;
        }

        var all = default(HourStatistics);
        foreach (var sum in _hours)
        {
            if (sum.Hour >= from && sum.Hour < until)
            {
                var count = all.Count + sum.Count;
                var difference = sum.Mean - all.Mean;
                all = new(0, count, all.Mean + difference * sum.Count / count, all.SquaredDeviations + sum.SquaredDeviations + difference * difference * all.Count * sum.Count / count);
            }
        }

        (_cachedRange, _cached) = ((from, until), all);
        return all;
    }
}
