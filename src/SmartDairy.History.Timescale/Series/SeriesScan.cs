using Npgsql;
using SmartDairy.History.Series;
using SmartDairy.History.Timescale.Database;
using SmartDairy.History.Timescale.Readings;

namespace SmartDairy.History.Timescale.Series;

/// <summary>Answers a series query by walking the device's rows once, in the order of their key; rows stream, they are not gathered.</summary>
internal static class SeriesScan
{
    /// <summary>On a connection that sees one snapshot.</summary>
    public static async Task<SeriesResult> RunAsync(NpgsqlConnection connection, SeriesQuery query, int device, int maxRows, CancellationToken cancellation)
    {
        var series = new SeriesAssembly(query, maxRows);
        var from = $"from {FamilyTable.Of(query.Family).Name} where device = $1 and time >= $2 and time < $3 and {series.HasAny}";
        object[] parameters = [device, Moments.ToTimestamp(query.From), Moments.ToTimestamp(query.To), series.Limit + 1L];
        if (series.NeedsCount)
        {
            series.Expect(await connection.ScalarAsync<long>($"select count(*) from (select 1 {from} limit $4) r", cancellation, parameters));
        }

        await using var command = connection.Command($"select time, quality, out_of_range, {series.Columns} {from} order by time, message limit $4", parameters);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            for (var i = 0; i < series.Row.Length; i++)
            {
                series.Row[i] = rows.Real(3 + i);
            }

            if (!series.Add(rows.Moment(0), rows.GetInt16(1), (uint)rows.GetInt32(2)))
            {
                break;
            }
        }

        return series.Finish();
    }

    /// <summary>What a device that nobody heard of measured.</summary>
    public static SeriesResult Empty(SeriesQuery query)
    {
        var series = new SeriesAssembly(query, maxRows: 1);
        if (series.NeedsCount)
        {
            series.Expect(0);
        }

        return series.Finish();
    }
}
