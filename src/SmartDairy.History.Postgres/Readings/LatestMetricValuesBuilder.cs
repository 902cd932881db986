using Npgsql;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Postgres.Database;

namespace SmartDairy.History.Postgres.Readings;

/// <summary>Takes each metric from the first row that has it; rows come newest first: time, received, quality, out_of_range, firmware, metrics.</summary>
internal sealed class LatestMetricValuesBuilder(ReadingFamily family)
{
    private readonly MetricValue?[] _newest = new MetricValue?[Metrics.ForFamily(family).Length];
    private string? _firmware;
    private long _received = long.MinValue;

    public int RowCount { get; private set; }

    public void Add(NpgsqlDataReader row)
    {
        RowCount++;
        _received = Math.Max(_received, row.UnixMilliseconds(1));
        _firmware ??= row.TextOrNull(4);
        for (var i = 0; i < _newest.Length; i++)
        {
            if (_newest[i] is null && !row.IsDBNull(5 + i))
            {
                var metric = Metrics.ForFamily(family)[i];
                var quality = (row.GetInt32(3) >> i & 1) == 0 ? row.GetInt16(2) : 0;
                _newest[i] = new MetricValue(metric.Name, row.GetDouble(5 + i), metric.Unit, row.UnixMilliseconds(0), quality);
            }
        }
    }

    public LatestMetricValues? Build() => RowCount == 0 ? null : new LatestMetricValues([.. _newest.OfType<MetricValue>()], _received, _firmware);
}
