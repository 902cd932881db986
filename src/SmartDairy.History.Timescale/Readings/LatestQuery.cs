using Npgsql;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Timescale.Database;

namespace SmartDairy.History.Timescale.Readings;

/// <summary>
/// The newest of a device and of an animal. It looks into spans of time that grow as they go back, so that a device heard of lately costs a
/// partition or two and not a look into all of them.
/// </summary>
internal static class LatestQuery
{
    private const int Depth = 64;
    private static readonly int[] SpanDays = [14, 56, 224];
    private static readonly string[] OfDeviceSql = [.. FamilyTable.Each.Select(DeviceSql)];
    private static readonly string[] OfAnimalSql = [.. FamilyTable.Each.Select(AnimalSql)];

    public static async Task<LatestReadings?> OfDeviceAsync(
        NpgsqlConnection connection, int device, ReadingFamily family, DateTime now, CancellationToken cancellation)
    {
        var newest = new NewestValues(family);
        foreach (var (from, to) in Spans(now))
        {
            await using var command = connection.Command(OfDeviceSql[(int)family], device, from, to, (long)(Depth - newest.Rows));
            await using var rows = await command.ExecuteReaderAsync(cancellation);
            while (await rows.ReadAsync(cancellation))
            {
                newest.Add(rows);
            }

            if (newest.Rows == Depth)
            {
                break;
            }
        }

        return newest.Result();
    }

    public static async Task<IReadOnlyList<Reading>> OfAnimalAsync(
        NpgsqlConnection connection, int farmId, string animalId, DateTime now, CancellationToken cancellation)
    {
        var newest = new List<Reading>(FamilyTable.Each.Count);
        foreach (var table in FamilyTable.Each)
        {
            if (table.HasAnimals && await NewestAsync(connection, table, farmId, animalId, now, cancellation) is { } reading)
            {
                newest.Add(reading);
            }
        }

        return newest;
    }

    private static async Task<Reading?> NewestAsync(
        NpgsqlConnection connection, FamilyTable table, int farmId, string animalId, DateTime now, CancellationToken cancellation)
    {
        foreach (var (from, to) in Spans(now))
        {
            await using var command = connection.Command(OfAnimalSql[(int)table.Family], farmId, animalId, from, to);
            await using var row = await command.ExecuteReaderAsync(cancellation);
            if (await row.ReadAsync(cancellation))
            {
                return table.Read(row);
            }
        }

        return null;
    }

    private static IEnumerable<(DateTime From, DateTime To)> Spans(DateTime now)
    {
        var to = Moments.ToTimestamp(Moments.Latest);
        foreach (var days in SpanDays)
        {
            var from = now.Date.AddDays(-days);
            yield return (from, to);
            to = from;
        }

        yield return (Moments.ToTimestamp(Moments.Earliest), to);
    }

    private static string DeviceSql(FamilyTable table)
        => $"select time, received, quality, out_of_range, firmware, {table.MetricColumns} from {table.Name} "
            + "where device = $1 and time >= $2 and time < $3 order by time desc, message desc limit $4";

    private static string AnimalSql(FamilyTable table)
        => $"select {table.Selection} from {table.Name} r where r.farm = $1 and r.animal = $2 and r.time >= $3 and r.time < $4 order by r.time desc, r.message desc limit 1";
}
