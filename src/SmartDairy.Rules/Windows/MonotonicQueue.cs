namespace SmartDairy.Rules.Windows;

/// <summary>The maximum or minimum of a sliding window: keeps only the samples that can still become the extreme.</summary>
internal sealed class MonotonicQueue(bool isMaximum)
{
    private long[] _numbers = new long[8];
    private double[] _values = new double[8];
    private int _first;
    private int _count;
    private long _start;
    private long _end;

    /// <param name="start">Number of the window's first sample; the window must not be empty.</param>
    public double GetExtreme(SampleRingBuffer ring, long start)
    {
        if (start < _start || _end < ring.OldestNumber || _end > ring.NextNumber)
        {
            Clear();
        }

        _start = start;
        for (_end = Math.Max(_end, start); _end < ring.NextNumber; _end++)
        {
            Push(_end, ring.ValueByNumber(_end));
        }

        while (_numbers[_first] < start)
        {
            _first = (_first + 1) & (_numbers.Length - 1);
            _count--;
        }

        return _values[_first];
    }

    public void Clear() => (_first, _count, _start, _end) = (0, 0, 0, 0);

    private void Push(long number, double value)
    {
        while (_count > 0 && (isMaximum ? _values[Last()] <= value : _values[Last()] >= value))
        {
            _count--;
        }

        if (_count == _numbers.Length)
        {
            Grow();
        }

        var at = (_first + _count++) & (_numbers.Length - 1);
        (_numbers[at], _values[at]) = (number, value);
    }

    private int Last() => (_first + _count - 1) & (_numbers.Length - 1);

    private void Grow()
    {
        var (numbers, values) = (new long[_numbers.Length * 2], new double[_numbers.Length * 2]);
        for (var i = 0; i < _count; i++)
        {
            var at = (_first + i) & (_numbers.Length - 1);
            (numbers[i], values[i]) = (_numbers[at], _values[at]);
        }

        (_numbers, _values, _first) = (numbers, values, 0);
    }
}
