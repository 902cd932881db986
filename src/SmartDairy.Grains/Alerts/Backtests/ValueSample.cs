using SmartDairy.Contracts.Readings;

namespace SmartDairy.Grains.Alerts.Backtests;

/// <summary>An even sample of the values of a metric: every value at first, then every second, every fourth and so on.</summary>
internal sealed class ValueSample(string metric)
{
    private const int MaxValues = 20_000;
    private readonly List<double> _values = [];
    private int _every = 1;
    private int _skip;

    /// <summary>The number of values.</summary>
    public int Count => _values.Count;

    /// <summary>Adds the trusted values measured since a time.</summary>
    public void Add(IReadOnlyList<Reading> batch, long from)
    {
        foreach (var reading in batch)
        {
            if (reading.Time < from || Metrics.Find(reading.Family, metric) is not { } found)
            {
                continue;
            }

            var value = reading.Values[found.Index];
            if (double.IsNaN(value) || reading.QualityOf(found.Index) == 0 || _skip++ % _every != 0)
            {
                continue;
            }

            _values.Add(value);
            if (_values.Count == MaxValues)
            {
                for (var i = 0; i < MaxValues / 2; i++)
                {
                    _values[i] = _values[2 * i];
                }

                _values.RemoveRange(MaxValues / 2, MaxValues / 2);
                _every *= 2;
            }
        }
    }

    /// <summary>Distinct values at a number of ranks, ascending and denser towards both ends, where thresholds usually are.</summary>
    public IReadOnlyList<double> Quantiles(int count)
    {
        _values.Sort();
        var steps = new SortedSet<double>();
        for (var i = 0; i < count; i++)
        {
            var p = (1 - Math.Cos(Math.PI * i / (count - 1))) / 2;
            steps.Add(_values[(int)(p * (_values.Count - 1))]);
        }

        return [.. steps];
    }
}
