using SmartDairy.Rules.Fields;

namespace SmartDairy.Rules.Windows;

/// <summary>
/// One function of one window, kept up as samples come and go: what a message costs does not depend on how many samples the window holds. Sums carry their rounding error along
/// and are added up anew from time to time, so that they do not drift.
/// </summary>
internal sealed class WindowAggregate(FieldFunction function)
{
    private const int MaxUpdates = 4_096;

    // The samples taken in: from this number up to that one, exclusive.
    private long _start;
    private long _end;
    private int _updates;

    // Sums of what the samples differ from a value near them: squares of large numbers would eat the digits that matter.
    private double _origin;
    private CompensatedSum _sum;
    private CompensatedSum _squares;
    private MonotonicQueue? _extremes;

    /// <summary>NaN when it is missing.</summary>
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
        // What left the ring before it left the window cannot be taken out any more.
        if (start < _start || _start < ring.OldestNumber || _end > ring.NextNumber || start >= _end || (_updates += (int)(start - _start + ring.NextNumber - _end)) > MaxUpdates)
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
        var rest = squares - (_sum.Value * _sum.Value / count);

        // Of samples that are all the same, what is left is rounding.
        return rest <= squares * 1e-13 ? 0 : Math.Sqrt(rest / (count - 1));
    }
}
