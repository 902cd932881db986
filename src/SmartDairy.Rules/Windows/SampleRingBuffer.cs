namespace SmartDairy.Rules.Windows;

/// <summary>
/// The newest samples of a series in time order, at most 10,000. Beyond that the oldest are dropped, and a longer window covers only the
/// samples that are left.
/// </summary>
internal sealed class SampleRingBuffer
{
    public const int MaxSamples = 10_000;
    private const long Hour = 3_600_000;

    private long[] _times = new long[16];
    private double[] _values = new double[16];
    private int _first;
    private long _pushed;

    public int Count { get; private set; }

    /// <summary>Number of the oldest kept sample. Samples are numbered in order of arrival and keep their numbers.</summary>
    public long OldestNumber => _pushed - Count;

    /// <summary>Number of the next sample.</summary>
    public long NextNumber => _pushed;

    public long TimeAt(int index) => _times[(_first + index) & (_times.Length - 1)];

    public double ValueAt(int index) => _values[(_first + index) & (_times.Length - 1)];

    public void Push(long time, double value, long keep)
    {
        while (Count > 0 && (TimeAt(0) < time - keep || Count == MaxSamples))
        {
            _first = (_first + 1) & (_times.Length - 1);
            Count--;
        }

        if (Count == _times.Length)
        {
            Grow();
        }

        var at = (_first + Count++) & (_times.Length - 1);
        (_times[at], _values[at]) = (time, value);
        _pushed++;
    }

    /// <summary>The value of a kept sample by its number.</summary>
    public double ValueByNumber(long number) => ValueAt((int)(number - OldestNumber));

    public void Clear() => (_first, Count) = (0, 0);

    /// <summary>Number of the first sample after a time.</summary>
    public long FirstNumberAfter(long time) => OldestNumber + IndexAfter(time);

    /// <summary>
    /// <see cref="Fields.FieldFunction.Change"/> or <see cref="Fields.FieldFunction.Rate"/> of a value; NaN when missing.
    /// </summary>
    public double GetChange(double value, long time, long window, bool isRate)
    {
        var after = IndexAfter(time - window);
        var at = after > 0 && TimeAt(after - 1) >= time - window - Hour ? after - 1 : after;
        if (at >= Count || (at == after && (time - TimeAt(at)) * 2 < window))
        {
            return double.NaN;
        }

        var change = value - ValueAt(at);
        return isRate ? change * Hour / (time - TimeAt(at)) : change;
    }

    private int IndexAfter(long time)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = TimeAt(middle) <= time ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private void Grow()
    {
        var (times, values) = (new long[_times.Length * 2], new double[_times.Length * 2]);
        for (var i = 0; i < Count; i++)
        {
            (times[i], values[i]) = (TimeAt(i), ValueAt(i));
        }

        (_times, _values, _first) = (times, values, 0);
    }
}
