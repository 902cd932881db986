using SmartDairy.Contracts.Readings;
using SmartDairy.History.Database;

namespace SmartDairy.History.Readings;

/// <summary>
/// Takes each metric from the first row that has it. Rows come newest first, with the columns of <see cref="SelectSql"/>.
/// </summary>
internal sealed class LatestMetricValuesBuilder(ReadingFamily family)
{
    /// <summary>The number of rows that are looked at, at most.</summary>
    public const int MaxRows = 64;

    private readonly MetricValue?[] _newest = new MetricValue?[Metrics.ForFamily(family).Length];
    private string? _firmware;
    private long _received = long.MinValue;

    public int RowCount { get; private set; }

    public static string SelectSql(ReadingTable table)
        => $"select time, received, quality, out_of_range, firmware, {table.MetricColumns} from {table.Name}";

    public void Add(RowReader row)
    {
        RowCount++;
        var time = row.Timestamp();
        _received = Math.Max(_received, row.Timestamp());
        var rowQuality = row.Short();
        var outOfRange = row.Bits();
        var firmware = row.TextOrNull();
        _firmware ??= firmware;
        for (var i = 0; i < _newest.Length; i++)
        {
            var value = row.DoubleOrNaN();
            if (_newest[i] is null && !double.IsNaN(value))
            {
                var metric = Metrics.ForFamily(family)[i];
                var quality = (outOfRange >> i & 1) == 0 ? rowQuality : 0;
                _newest[i] = new MetricValue(metric.Name, value, metric.Unit, time, quality);
            }
        }
    }

    public LatestMetricValues? Build()
        => RowCount == 0 ? null : new LatestMetricValues([.. _newest.OfType<MetricValue>()], _received, _firmware);
}
