using SmartDairy.History.Readings;
using SmartDairy.History.Series;
using SmartDairy.History.Sqlite.Database;

namespace SmartDairy.History.Sqlite.Series;

/// <summary>Answers a series query by walking the device's rows once, in their stored order.</summary>
internal static class SeriesReader
{
    private const int RowsPerCancellationCheck = 4096;

    public static SeriesResult Read(SqliteSession session, SeriesQuery query, int maxRows, CancellationToken cancellationToken)
    {
        var series = new SeriesBuilder(query, maxRows);
        if (!series.NeedsRowCount)
        {
            ReadRows(session, query, series, cancellationToken);
            return series.Build();
        }

        // One snapshot for the count and for the rows: the spans of the thinning are cut by count.
        session.Execute("begin");
        try
        {
            series.SetRowCount(CountRows(session, query, series));
            ReadRows(session, query, series, cancellationToken);
            return series.Build();
        }
        finally
        {
            session.Execute("commit");
        }
    }

    private static long CountRows(SqliteSession session, SeriesQuery query, SeriesBuilder series)
    {
        using var count = session.Prepare($"select count(*) from (select 1 {FromClause(query, series)} limit ?4)");
        Bind(count, query, series.MaxRows + 1L);
        count.Step();
        return count.Long(0);
    }

    private static void ReadRows(SqliteSession session, SeriesQuery query, SeriesBuilder series, CancellationToken cancellationToken)
    {
        using var rows =
            session.Prepare(
                $"select time, quality, out_of_range, {series.MetricColumns} {FromClause(query, series)} order by time, message limit ?4");
        Bind(rows, query, series.MaxRows + 1L);
        for (var count = 0; rows.Step(); count++)
        {
            if (count % RowsPerCancellationCheck == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            for (var i = 0; i < series.Row.Length; i++)
            {
                series.Row[i] = rows.DoubleOrNaN(3 + i);
            }

            if (!series.Add(rows.Long(0), rows.Int(1), rows.Long(2)))
            {
                return;
            }
        }
    }

    private static string FromClause(SeriesQuery query, SeriesBuilder series)
        => $"from {ReadingTable.For(query.Family).Name} where device = (select key from device_key where device_id = ?1) and time >= ?2 and time < ?3 and {series.HasAnyMetricCondition}";

    private static void Bind(SqliteStatement rows, SeriesQuery query, long limit)
    {
        rows.Bind(1, query.DeviceId);
        rows.Bind(2, query.From);
        rows.Bind(3, query.To);
        rows.Bind(4, limit);
    }
}
