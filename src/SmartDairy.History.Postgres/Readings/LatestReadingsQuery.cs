using Npgsql;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Postgres.Database;
using SmartDairy.History.Readings;

namespace SmartDairy.History.Postgres.Readings;

/// <summary>
/// The newest of a device and of an animal. It looks into spans of time that grow as they go back, so that a device that reported lately
/// costs a partition or two and not a look into all of them.
/// </summary>
internal static class LatestReadingsQuery
{
    private static readonly int[] SpanDays = [14, 56, 224];
    private static readonly string[] DeviceSqlByFamily = [.. ReadingTable.All.Select(DeviceSql)];
    private static readonly string[] AnimalSqlByFamily = [.. ReadingTable.All.Select(AnimalSql)];

    public static async Task<LatestMetricValues?> FindForDeviceAsync(
        NpgsqlConnection connection, int device, ReadingFamily family, DateTime now, CancellationToken cancellationToken)
    {
        var newest = new LatestMetricValuesBuilder(family);
        foreach (var (from, to) in TimeSpans(now))
        {
            await using var command =
                connection.CreateCommand(
                    DeviceSqlByFamily[(int)family], device, from, to, (long)(LatestMetricValuesBuilder.MaxRows - newest.RowCount));
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            var row = new PostgresRow(rows);
            while (await row.ReadAsync(cancellationToken))
            {
                newest.Add(row);
            }

            if (newest.RowCount == LatestMetricValuesBuilder.MaxRows)
            {
                break;
            }
        }

        return newest.Build();
    }

    public static async Task<IReadOnlyList<Reading>> ListForAnimalAsync(
        NpgsqlConnection connection, int farmId, string animalId, DateTime now, CancellationToken cancellationToken)
    {
        var newest = new List<Reading>(ReadingTable.All.Count);
        foreach (var table in ReadingTable.All)
        {
            if (table.HasAnimalColumn && await FindNewestAsync(connection, table, farmId, animalId, now, cancellationToken) is { } reading)
            {
                newest.Add(reading);
            }
        }

        return newest;
    }

    private static async Task<Reading?> FindNewestAsync(
        NpgsqlConnection connection, ReadingTable table, int farmId, string animalId, DateTime now, CancellationToken cancellationToken)
    {
        foreach (var (from, to) in TimeSpans(now))
        {
            await using var command = connection.CreateCommand(AnimalSqlByFamily[(int)table.Family], farmId, animalId, from, to);
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            var row = new PostgresRow(rows);
            if (await row.ReadAsync(cancellationToken))
            {
                return table.ReadWithDevice(row);
            }
        }

        return null;
    }

    private static IEnumerable<(DateTime From, DateTime To)> TimeSpans(DateTime now)
    {
        var to = PostgresTimestamp.FromUnixMilliseconds(PostgresTimestamp.Latest);
        foreach (var days in SpanDays)
        {
            var from = now.Date.AddDays(-days);
            yield return (from, to);
            to = from;
        }

        yield return (PostgresTimestamp.FromUnixMilliseconds(PostgresTimestamp.Earliest), to);
    }

    private static string DeviceSql(ReadingTable table)
        => $"{LatestMetricValuesBuilder.SelectSql(table)} "
            + "where device = $1 and time >= $2 and time < $3 order by time desc, message desc limit $4";

    private static string AnimalSql(ReadingTable table)
        => $"{table.SelectSql} {table.Name} r where r.farm = $1 and r.animal = $2 and r.time >= $3 and r.time < $4 order by r.time desc, r.message desc limit 1";
}
