using SmartDairy.Contracts.Readings;
using SmartDairy.History.Series;
using SmartDairy.History.Sqlite.Raw;
using SmartDairy.History.Sqlite.Readings;

namespace SmartDairy.History.Sqlite.Series;

/// <summary>
/// Answers a series query by walking the device's rows once, in their stored order. Aggregating here, over a plain statement, knows the
/// calendar of time zones and percentiles, which SQL in this store does not.
/// </summary>
internal static class SeriesScan
{
    private const int CancellationEvery = 4096;

    public static SeriesResult Run(Session session, SeriesQuery query, int maxRows, CancellationToken cancellation)
    {
        var metrics = query.Metrics.Select(name => Metrics.Find(query.Family, name)!).ToArray();
        if (query.Bucket is not { } bucket)
        {
            return Raw(session, query, metrics, maxRows, cancellation);
        }

        var limit = BucketedSeries.NeedsValues(bucket) ? Math.Max(maxRows / metrics.Length, 1) : maxRows;
        var series = new BucketedSeries(query, bucket);
        var complete = Scan(session, query, metrics, limit, usableOnly: true, (time, _, values) => series.Add(time, values), cancellation);
        return series.Finish(truncated: !complete);
    }

    private static SeriesResult Raw(Session session, SeriesQuery query, Metric[] metrics, int maxRows, CancellationToken cancellation)
    {
        // One snapshot for the count and for the rows: the spans of the thinning are cut by count.
        session.Execute("begin");
        try
        {
            var count = Count(session, query, metrics, maxRows + 1L);
            var thinner = new SeriesThinner(metrics.Length, Math.Min(count, maxRows), query.MaxPoints);
            Scan(session, query, metrics, maxRows, usableOnly: false, thinner.Add, cancellation);
            string[] units = [.. metrics.Select(metric => metric.Unit)];
            return thinner.Finish(query.Metrics, units, withQuality: true, truncated: count > maxRows, resolution: null);
        }
        finally
        {
            session.Execute("commit");
        }
    }

    private static long Count(Session session, SeriesQuery query, Metric[] metrics, long limit)
    {
        using var count = session.Use($"select count(*) from (select 1 {From(query, metrics)} limit ?4)");
        Bind(count, query, limit);
        count.Step();
        return count.Long(0);
    }

    /// <summary>False when the limit came before the end.</summary>
    private static bool Scan(
        Session session, SeriesQuery query, Metric[] metrics, int limit, bool usableOnly, RowHandler add, CancellationToken cancellation)
    {
        var columns = string.Join(", ", metrics.Select(metric => metric.Name));
        using var rows = session.Use($"select time, quality, out_of_range, {columns} {From(query, metrics)} order by time, message limit ?4");
        Bind(rows, query, limit + 1L);
        Span<double> values = stackalloc double[metrics.Length];
        for (var count = 0; rows.Step(); count++)
        {
            if (count == limit)
            {
                return false;
            }

            if (count % CancellationEvery == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            var quality = rows.Int(1);
            var outOfRange = rows.Long(2);
            var lowered = quality;
            for (var i = 0; i < metrics.Length; i++)
            {
                var impossible = (outOfRange >> metrics[i].Index & 1) != 0;
                values[i] = usableOnly && (impossible || quality == 0) ? double.NaN : rows.Real(3 + i);
                lowered = impossible ? 0 : lowered;
            }

            add(rows.Long(0), lowered, values);
        }

        return true;
    }

    private static string From(SeriesQuery query, Metric[] metrics)
        => $"from {FamilyTable.Of(query.Family).Name} where device = (select key from device_key where device_id = ?1) and time >= ?2 and time < ?3 "
            + $"and ({string.Join(" or ", metrics.Select(metric => metric.Name + " is not null"))})";

    private static void Bind(Statement rows, SeriesQuery query, long limit)
    {
        rows.Bind(1, query.DeviceId);
        rows.Bind(2, query.From);
        rows.Bind(3, query.To);
        rows.Bind(4, limit);
    }

    private delegate void RowHandler(long time, int quality, ReadOnlySpan<double> values);
}
