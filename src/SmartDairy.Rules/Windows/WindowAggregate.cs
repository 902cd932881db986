using SmartDairy.Rules.Fields;

namespace SmartDairy.Rules.Windows;

/// <summary>
/// One function of one sliding window, updated incrementally: the cost of a reading does not depend on the number of samples in the window.
/// Sums are compensated for rounding and recomputed after every 4,096 updates so that they do not drift.
/// </summary>
internal sealed class WindowAggregate(FieldFunction function)
{
    private const int MaxUpdates = 4_096;

    // The samples in the sums: numbers from _start up to but excluding _end.
    private long _start;
    private long _end;
    private int _updates;

    // The sums hold differences from a value near the samples: squares of large numbers would lose the significant digits.
    private double _origin;
    private CompensatedSum _sum;
    private CompensatedSum _squares;
    private MonotonicQueue? _extremes;

    /// <summary>The value of the function at <paramref name="time"/>; NaN when it is missing.</summary>
    public double Compute(SampleRingBuffer ring, long time, long window)
    {
        var start = ring.FirstNumberAfter(time - window);
        var count = ring.NextNumber - start;
        switch (function)
        {
            case FieldFunction.Count:
                return count;
            case FieldFunction.Min or FieldFunction.Max:
                return count == 0 ? double.NaN : (_extremes ??= new(function == FieldFunction.Max)).GetExtreme(ring, start);
        }

        Slide(ring, start);
        return function switch
        {
            FieldFunction.Sum => count == 0 ? 0 : _sum.Value + (count * _origin),
            FieldFunction.Avg => count == 0 ? double.NaN : _origin + (_sum.Value / count),
            _ => count < 2 ? double.NaN : StandardDeviation(count),
        };
    }

    public void Clear()
    {
        (_start, _end) = (0, 0);
        _extremes?.Clear();
    }

    private void Slide(SampleRingBuffer ring, long start)
    {
        // A sample that left the ring before it left the window can no longer be subtracted.
        if (start < _start || _start < ring.OldestNumber || _end > ring.NextNumber || start >= _end
            || (_updates += (int)(start - _start + ring.NextNumber - _end)) > MaxUpdates)
        {
            (_start, _end, _updates, _sum, _squares) = (start, start, 0, default, default);
            _origin = start < ring.NextNumber ? ring.ValueByNumber(start) : 0;
        }

        for (; _start < start; _start++)
        {
            AddDifference(ring.ValueByNumber(_start) - _origin, -1);
        }

        for (; _end < ring.NextNumber; _end++)
        {
            AddDifference(ring.ValueByNumber(_end) - _origin, 1);
        }
    }

    private void AddDifference(double difference, int sign)
    {
        _sum.Add(sign * difference);
        if (function == FieldFunction.StdDev)
        {
            _squares.Add(sign * difference * difference);
        }
    }

    private double StandardDeviation(long count)
    {
        var squares = _squares.Value;
        var remainder = squares - (_sum.Value * _sum.Value / count);

        // When all samples are equal, the remainder is rounding error.
        return remainder <= squares * 1e-13 ? 0 : Math.Sqrt(remainder / (count - 1));
    }
}
