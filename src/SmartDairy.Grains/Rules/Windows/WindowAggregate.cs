using SmartDairy.Contracts.Alerts.Language;

namespace SmartDairy.Grains.Rules.Windows;

/// <summary>
/// One function of one window, kept up as samples come and go: what a message costs does not depend on how many samples the window holds. Sums carry their rounding error along
/// and are added up anew from time to time, so that they do not drift.
/// </summary>
internal sealed class WindowAggregate(FieldFunction function)
{
    private const int Updates = 4_096;

    // The samples taken in: from this number up to that one, exclusive.
    private long _start;
    private long _end;
    private int _updates;

    // Sums of what the samples differ from a value near them: squares of large numbers would eat the digits that matter.
    private double _origin;
    private CarriedSum _sum;
    private CarriedSum _squares;
    private ExtremeQueue? _extremes;

    /// <summary>NaN when it is missing.</summary>
    public double At(SampleRing ring, long time, long window)
    {
        var start = ring.FirstNumberAfter(time - window);
        var count = ring.Next - start;
        switch (function)
        {
            case FieldFunction.Count:
                return count;
            case FieldFunction.Min or FieldFunction.Max:
                return count == 0 ? double.NaN : (_extremes ??= new(function == FieldFunction.Max)).At(ring, start);
        }

        Follow(ring, start);
        return function switch
        {
            FieldFunction.Sum => count == 0 ? 0 : _sum.Value + (count * _origin),
            FieldFunction.Avg => count == 0 ? double.NaN : _origin + (_sum.Value / count),
            _ => count < 2 ? double.NaN : Spread(count),
        };
    }

    public void Clear()
    {
        (_start, _end) = (0, 0);
        _extremes?.Clear();
    }

    private void Follow(SampleRing ring, long start)
    {
        // What left the ring before it left the window cannot be taken out any more.
        if (start < _start || _start < ring.Oldest || _end > ring.Next || start >= _end || (_updates += (int)(start - _start + ring.Next - _end)) > Updates)
        {
            (_start, _end, _updates, _sum, _squares) = (start, start, 0, default, default);
            _origin = start < ring.Next ? ring.Numbered(start) : 0;
        }

        for (; _start < start; _start++)
        {
            Take(ring.Numbered(_start) - _origin, -1);
        }

        for (; _end < ring.Next; _end++)
        {
            Take(ring.Numbered(_end) - _origin, 1);
        }
    }

    private void Take(double difference, int sign)
    {
        _sum.Add(sign * difference);
        if (function == FieldFunction.StdDev)
        {
            _squares.Add(sign * difference * difference);
        }
    }

    private double Spread(long count)
    {
        var squares = _squares.Value;
        var rest = squares - (_sum.Value * _sum.Value / count);

        // Of samples that are all the same, what is left is rounding.
        return rest <= squares * 1e-13 ? 0 : Math.Sqrt(rest / (count - 1));
    }
}
