using SmartDairy.History.Series;
using SmartDairy.History.Sqlite.Raw;
using SmartDairy.History.Sqlite.Readings;

namespace SmartDairy.History.Sqlite.Series;

/// <summary>Answers a series query by walking the device's rows once, in their stored order.</summary>
internal static class SeriesScan
{
    private const int CancellationEvery = 4096;

    public static SeriesResult Run(Session session, SeriesQuery query, int maxRows, CancellationToken cancellation)
    {
        var series = new SeriesAssembly(query, maxRows);
        if (!series.NeedsCount)
        {
            Scan(session, query, series, cancellation);
            return series.Finish();
        }

        // One snapshot for the count and for the rows: the spans of the thinning are cut by count.
        session.Execute("begin");
        try
        {
            series.Expect(Count(session, query, series));
            Scan(session, query, series, cancellation);
            return series.Finish();
        }
        finally
        {
            session.Execute("commit");
        }
    }

    private static long Count(Session session, SeriesQuery query, SeriesAssembly series)
    {
        using var count = session.Use($"select count(*) from (select 1 {From(query, series)} limit ?4)");
        Bind(count, query, series.Limit + 1L);
        count.Step();
        return count.Long(0);
    }

    private static void Scan(Session session, SeriesQuery query, SeriesAssembly series, CancellationToken cancellation)
    {
        using var rows = session.Use($"select time, quality, out_of_range, {series.Columns} {From(query, series)} order by time, message limit ?4");
        Bind(rows, query, series.Limit + 1L);
        for (var count = 0; rows.Step(); count++)
        {
            if (count % CancellationEvery == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            for (var i = 0; i < series.Row.Length; i++)
            {
                series.Row[i] = rows.Real(3 + i);
            }

            if (!series.Add(rows.Long(0), rows.Int(1), rows.Long(2)))
            {
                return;
            }
        }
    }

    private static string From(SeriesQuery query, SeriesAssembly series)
        => $"from {FamilyTable.Of(query.Family).Name} where device = (select key from device_key where device_id = ?1) and time >= ?2 and time < ?3 and {series.HasAny}";

    private static void Bind(Statement rows, SeriesQuery query, long limit)
    {
        rows.Bind(1, query.DeviceId);
        rows.Bind(2, query.From);
        rows.Bind(3, query.To);
        rows.Bind(4, limit);
    }
}
