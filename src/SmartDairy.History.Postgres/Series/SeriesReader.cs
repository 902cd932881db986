using Npgsql;
using SmartDairy.History.Postgres.Database;
using SmartDairy.History.Readings;
using SmartDairy.History.Series;

namespace SmartDairy.History.Postgres.Series;

/// <summary>
/// Answers a series query by walking the device's rows once, in the order of their key; rows stream, they are not gathered.
/// </summary>
internal static class SeriesReader
{
    /// <summary>On a connection that sees one snapshot.</summary>
    public static async Task<SeriesResult> ReadAsync(
        NpgsqlConnection connection, SeriesQuery query, int device, int maxRows, CancellationToken cancellationToken)
    {
        var series = new SeriesBuilder(query, maxRows);
        var from =
            $"from {ReadingTable.For(query.Family).Name} where device = $1 and time >= $2 and time < $3 and {series.HasAnyMetricCondition}";
        object[] parameters =
            [device, PostgresTimestamp.FromUnixMilliseconds(query.From), PostgresTimestamp.FromUnixMilliseconds(query.To),
                series.MaxRows + 1L];
        if (series.NeedsRowCount)
        {
            series.SetRowCount(
                await connection.QueryScalarAsync<long>(
                    $"select count(*) from (select 1 {from} limit $4) r", cancellationToken, parameters));
        }

        await using var command =
            connection.CreateCommand(
                $"select time, quality, out_of_range, {series.MetricColumns} {from} order by time, message limit $4", parameters);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            for (var i = 0; i < series.Row.Length; i++)
            {
                series.Row[i] = rows.DoubleOrNaN(3 + i);
            }

            if (!series.Add(rows.UnixMilliseconds(0), rows.GetInt16(1), (uint)rows.GetInt32(2)))
            {
                break;
            }
        }

        return series.Build();
    }

    /// <summary>What a device that nobody heard of measured.</summary>
    public static SeriesResult Empty(SeriesQuery query)
    {
        var series = new SeriesBuilder(query, maxRows: 1);
        if (series.NeedsRowCount)
        {
            series.SetRowCount(0);
        }

        return series.Build();
    }
}
