using Npgsql;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Timescale.Database;

namespace SmartDairy.History.Timescale.Readings;

/// <summary>Takes each metric from the first row that has it; rows come newest first: time, received, quality, out_of_range, firmware, metrics.</summary>
internal sealed class NewestValues(ReadingFamily family)
{
    private readonly MetricValue?[] _newest = new MetricValue?[Metrics.Of(family).Length];
    private string? _firmware;
    private long _received = long.MinValue;

    public int Rows { get; private set; }

    public void Add(NpgsqlDataReader row)
    {
        Rows++;
        _received = Math.Max(_received, row.Moment(1));
        _firmware ??= row.Text(4);
        for (var i = 0; i < _newest.Length; i++)
        {
            if (_newest[i] is null && !row.IsDBNull(5 + i))
            {
                var metric = Metrics.Of(family)[i];
                var quality = (row.GetInt32(3) >> i & 1) == 0 ? row.GetInt16(2) : 0;
                _newest[i] = new MetricValue(metric.Name, row.GetDouble(5 + i), metric.Unit, row.Moment(0), quality);
            }
        }
    }

    public LatestReadings? Result() => Rows == 0 ? null : new LatestReadings([.. _newest.OfType<MetricValue>()], _received, _firmware);
}
