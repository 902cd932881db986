using SmartDairy.Contracts.Readings;

namespace SmartDairy.History.Series;

/// <summary>
/// Makes the answer to a series query of rows that a store walks through in order of event time and message. Aggregating here knows the
/// calendar of time zones and percentiles whatever the store's SQL knows, and every store answers alike.
/// </summary>
internal sealed class SeriesBuilder
{
    private readonly Metric[] _metrics;
    private readonly double[] _row;
    private readonly SeriesQuery _query;
    private readonly BucketAggregator? _buckets;
    private SeriesDownsampler? _thinner;
    private long _rows;
    private bool _truncated;

    /// <param name="maxRows">Rows that the walk may look at; fewer when percentiles need every value in memory.</param>
    public SeriesBuilder(SeriesQuery query, int maxRows)
    {
        _query = query;
        _metrics = [.. query.Metrics.Select(name => Metrics.Find(query.Family, name)!)];
        _row = new double[_metrics.Length];
        MaxRows = maxRows;
        if (query.Bucket is { } bucket)
        {
            MaxRows = BucketAggregator.NeedsValues(bucket) ? Math.Max(maxRows / _metrics.Length, 1) : maxRows;
            _buckets = new BucketAggregator(query, bucket);
        }
    }

    /// <summary>
    /// Raw points are thinned in spans cut by count: the store says <see cref="SetRowCount"/> before the first row, of the same snapshot.
    /// </summary>
    public bool NeedsRowCount => _buckets is null;

    /// <summary>Rows that are taken. A store asks for one more, to know whether there is one.</summary>
    public int MaxRows { get; }

    /// <summary>The columns of the metrics, for a select list.</summary>
    public string MetricColumns => string.Join(", ", _metrics.Select(metric => metric.Name));

    /// <summary>The SQL condition that a row has any of the metrics.</summary>
    public string HasAnyMetricCondition => $"({string.Join(" or ", _metrics.Select(metric => metric.Name + " is not null"))})";

    /// <summary>Where the store puts a row's metrics before <see cref="Add"/>; NaN where there is none.</summary>
    public Span<double> Row => _row;

    /// <param name="count">Rows there are; counting may stop one beyond <see cref="MaxRows"/>.</param>
    public void SetRowCount(long count)
    {
        _truncated = count > MaxRows;
        _thinner = new SeriesDownsampler(_metrics.Length, Math.Min(count, MaxRows), _query.MaxPoints);
    }

    /// <summary>Takes what is in <see cref="Row"/>; false when it is one too many.</summary>
    public bool Add(long time, int quality, long outOfRange)
    {
        if (_rows++ == MaxRows)
        {
            _truncated = true;
            return false;
        }

        var lowered = quality;
        for (var i = 0; i < _metrics.Length; i++)
        {
            var impossible = (outOfRange >> _metrics[i].Index & 1) != 0;
            lowered = impossible ? 0 : lowered;
            if (_buckets is not null && (impossible || quality == 0))
            {
                _row[i] = double.NaN;
            }
        }

        if (_buckets is not null)
        {
            _buckets.Add(time, _row);
        }
        else
        {
            _thinner!.Add(time, lowered, _row);
        }

        return true;
    }

    public SeriesResult Build()
        => _buckets is not null
            ? _buckets.Build(_truncated)
            : _thinner!.Build(_query.Metrics, [.. _metrics.Select(metric => metric.Unit)], withQuality: true, _truncated, resolution: null);
}
