using SmartDairy.Contracts.Readings;

namespace SmartDairy.History.Series;

/// <summary>Turns rows in order of event time into buckets, holding one bucket's values at a time.</summary>
internal sealed class BucketAggregator
{
    private readonly SeriesQuery _query;
    private readonly Bucket _bucket;
    private readonly BucketIterator _clock;
    private readonly Accumulator[] _accumulators;
    private readonly List<long> _times = [];
    private readonly List<double?>[] _columns;
    private readonly List<bool>[] _empty;

    public BucketAggregator(SeriesQuery query, Bucket bucket)
    {
        _query = query;
        _bucket = bucket;
        _clock = new BucketIterator(bucket.Every, bucket.TimeZone, query.From);
        var keepsValues = NeedsValues(bucket);
        _accumulators = [.. query.Metrics.Select(_ => new Accumulator(keepsValues))];
        _columns = [.. Enumerable.Range(0, query.Metrics.Count * bucket.Aggregates.Count).Select(_ => new List<double?>())];
        _empty = [.. query.Metrics.Select(_ => new List<bool>())];
    }

    /// <summary>Percentiles need every value of a bucket at once; nothing else does.</summary>
    public static bool NeedsValues(Bucket bucket)
        => bucket.Aggregates.Any(aggregate => aggregate is Aggregate.P50 or Aggregate.P95 or Aggregate.P99);

    /// <param name="values">One a metric; NaN where the row has none that may take part.</param>
    public void Add(long time, ReadOnlySpan<double> values)
    {
        while (time >= _clock.End)
        {
            CloseBucket();
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsNaN(values[i]))
            {
                _accumulators[i].Add(values[i]);
            }
        }
    }

    public SeriesResult Build(bool truncated)
    {
        while (_clock.Start < _query.To)
        {
            CloseBucket();
        }

        for (var i = 0; i < _columns.Length; i++)
        {
            GapFiller.FillGaps(_bucket.Fill, _times, _columns[i], _empty[i / _bucket.Aggregates.Count]);
        }

        var thinner = new SeriesDownsampler(_columns.Length, _times.Count, _query.MaxPoints);
        var row = new double[_columns.Length];
        for (var i = 0; i < _times.Count; i++)
        {
            for (var j = 0; j < row.Length; j++)
            {
                row[j] = _columns[j][i] ?? double.NaN;
            }

            thinner.Add(_times[i], 0, row);
        }

        return thinner.Build(Names(), Units(), withQuality: false, truncated, _bucket.Every);
    }

    private void CloseBucket()
    {
        if (_bucket.Fill != Fill.None || Array.Exists(_accumulators, accumulator => !accumulator.IsEmpty))
        {
            _times.Add(_clock.Start);
            for (var i = 0; i < _accumulators.Length; i++)
            {
                _empty[i].Add(_accumulators[i].IsEmpty);
                for (var j = 0; j < _bucket.Aggregates.Count; j++)
                {
                    _columns[(i * _bucket.Aggregates.Count) + j].Add(_accumulators[i].Value(_bucket.Aggregates[j]));
                }
            }
        }

        foreach (var accumulator in _accumulators)
        {
            accumulator.Clear();
        }

        _clock.Advance();
    }

    private string[] Names()
        => [.. _query.Metrics.SelectMany(
            metric => _bucket.Aggregates.Select(aggregate => $"{metric}:{aggregate.ToString().ToLowerInvariant()}"))];

    private string[] Units()
        => [.. _query.Metrics.SelectMany(metric => _bucket.Aggregates.Select(aggregate =>
            aggregate == Aggregate.Count ? "1" : Metrics.Find(_query.Family, metric)!.Unit))];
}
