namespace SmartDairy.History.Series;

/// <summary>
/// Keeps at most so many points of a series of known length. More are cut into spans of equally many points, and of each span the points
/// with the lowest and the highest value of every column stay, so that no spike is lost. Holds what it keeps, never what it drops.
/// </summary>
internal sealed class SeriesDownsampler
{
    private readonly int _maxPoints;
    private readonly long _spanLength;
    private readonly Candidate[] _lowest;
    private readonly Candidate[] _highest;
    private readonly SortedList<long, Candidate> _kept = [];
    private readonly List<long> _times;
    private readonly List<int> _quality;
    private readonly List<double?>[] _columns;
    private long _index;

    public SeriesDownsampler(int columns, long points, int maxPoints)
    {
        _maxPoints = maxPoints;
        var spans = Math.Max(1, maxPoints / (2 * columns));
        _spanLength = points <= maxPoints ? 0 : (points + spans - 1) / spans;
        var expected = (int)Math.Min(points, maxPoints);
        _times = new List<long>(expected);
        _quality = new List<int>(expected);
        _columns = [.. Enumerable.Range(0, columns).Select(_ => new List<double?>(expected))];
        _lowest = [.. Enumerable.Range(0, columns).Select(_ => new Candidate(columns))];
        _highest = [.. Enumerable.Range(0, columns).Select(_ => new Candidate(columns))];
    }

    /// <param name="values">One a column; NaN where there is none.</param>
    public void Add(long time, int quality, ReadOnlySpan<double> values)
    {
        if (_spanLength == 0)
        {
            Append(time, quality, values);
            return;
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] < _lowest[i].Extreme(i, double.PositiveInfinity) || (_lowest[i].IsEmpty && !double.IsNaN(values[i])))
            {
                _lowest[i].Set(_index, time, quality, values);
            }

            if (values[i] > _highest[i].Extreme(i, double.NegativeInfinity) || (_highest[i].IsEmpty && !double.IsNaN(values[i])))
            {
                _highest[i].Set(_index, time, quality, values);
            }
        }

        if (++_index % _spanLength == 0)
        {
            CloseSpan();
        }
    }

    public SeriesResult Build(
        IReadOnlyList<string> metrics, IReadOnlyList<string> units, bool withQuality, bool truncated, TimeSpan? resolution)
    {
        CloseSpan();
        return new SeriesResult(metrics, units, _times, _columns, withQuality ? _quality : null, truncated || _spanLength > 0, resolution);
    }

    private void CloseSpan()
    {
        for (var i = 0; i < _lowest.Length; i++)
        {
            Select(_lowest[i]);
            Select(_highest[i]);
        }

        foreach (var candidate in _kept.Values)
        {
            Append(candidate.Time, candidate.Quality, candidate.Values);
            candidate.IsEmpty = true;
        }

        _kept.Clear();
        foreach (var candidate in _lowest)
        {
            candidate.IsEmpty = true;
        }

        foreach (var candidate in _highest)
        {
            candidate.IsEmpty = true;
        }
    }

    /// <summary>One point may be the extreme of several columns; and fewer points may be wanted than there are extremes.</summary>
    private void Select(Candidate candidate)
    {
        if (!candidate.IsEmpty && _times.Count + _kept.Count < _maxPoints)
        {
            _kept.TryAdd(candidate.Index, candidate);
        }
    }

    private void Append(long time, int quality, ReadOnlySpan<double> values)
    {
        _times.Add(time);
        _quality.Add(quality);
        for (var i = 0; i < values.Length; i++)
        {
            _columns[i].Add(double.IsNaN(values[i]) ? null : values[i]);
        }
    }

    private sealed class Candidate(int columns)
    {
        public bool IsEmpty { get; set; } = true;

        public long Index { get; private set; }

        public long Time { get; private set; }

        public int Quality { get; private set; }

        public double[] Values { get; } = new double[columns];

        public double Extreme(int column, double none) => IsEmpty ? none : Values[column];

        public void Set(long index, long time, int quality, ReadOnlySpan<double> values)
        {
            IsEmpty = false;
            Index = index;
            Time = time;
            Quality = quality;
            values.CopyTo(Values);
        }
    }
}
