using System.Runtime.InteropServices;

namespace SmartDairy.History.Series;

/// <summary>The values of one metric in one bucket, in order of event time.</summary>
internal sealed class Accumulator(bool keepsValues)
{
    private readonly List<double>? _values = keepsValues ? [] : null;
    private long _count;
    private double _sum;
    private double _min;
    private double _max;
    private double _mean;
    private double _squares;
    private double _first;
    private double _last;
    private bool _sorted;

    public bool IsEmpty => _count == 0;

    public void Add(double value)
    {
        if (_count++ == 0)
        {
            _first = _min = _max = value;
        }

        _last = value;
        _sum += value;
        _min = Math.Min(_min, value);
        _max = Math.Max(_max, value);

        // Welford: the variance of values that lie close together survives the rounding.
        var distance = value - _mean;
        _mean += distance / _count;
        _squares += distance * (value - _mean);
        _values?.Add(value);
    }

    public double? Value(Aggregate aggregate)
        => _count == 0 ? null : aggregate switch
        {
            Aggregate.Avg => _sum / _count,
            Aggregate.Min => _min,
            Aggregate.Max => _max,
            Aggregate.Sum => _sum,
            Aggregate.Count => _count,
            Aggregate.Stddev => _count < 2 ? null : Math.Sqrt(_squares / (_count - 1)),
            Aggregate.P50 => Percentile(0.50),
            Aggregate.P95 => Percentile(0.95),
            Aggregate.P99 => Percentile(0.99),
            Aggregate.First => _first,
            Aggregate.Last => _last,
            _ => throw new ArgumentOutOfRangeException(nameof(aggregate)),
        };

    public void Clear()
    {
        _count = 0;
        _sum = _mean = _squares = 0;
        _values?.Clear();
        _sorted = false;
    }

    private double Percentile(double share)
    {
        var values = CollectionsMarshal.AsSpan(_values!);
        if (!_sorted)
        {
            values.Sort();
            _sorted = true;
        }

        var rank = share * (values.Length - 1);
        var below = (int)rank;
        return below + 1 == values.Length ? values[below] : values[below] + ((rank - below) * (values[below + 1] - values[below]));
    }
}
