using SmartDairy.Contracts.Readings;
using SmartDairy.History.Sqlite.Database;

namespace SmartDairy.History.Sqlite.Readings;

/// <summary>The newest of a device and of an animal.</summary>
internal static class LatestReadingsQuery
{
    private const int MaxRows = 64;
    private static readonly string[] DeviceSqlByFamily = [.. Enum.GetValues<ReadingFamily>().Select(DeviceSql)];

    public static LatestMetricValues? FindForDevice(SqliteSession session, string deviceId, ReadingFamily family)
    {
        var metrics = Metrics.ForFamily(family);
        var newest = new MetricValue?[metrics.Length];
        var missing = metrics.Length;
        string? firmware = null;
        var received = long.MinValue;
        using var rows = session.Prepare(DeviceSqlByFamily[(int)family]);
        rows.Bind(1, deviceId);
        while (rows.Step())
        {
            received = Math.Max(received, rows.Long(1));
            firmware ??= rows.TextOrNull(4);
            for (var i = 0; missing > 0 && i < newest.Length; i++)
            {
                if (newest[i] is null && !rows.IsNull(5 + i))
                {
                    var quality = (rows.Long(3) >> i & 1) == 0 ? rows.Int(2) : 0;
                    newest[i] = new MetricValue(metrics[i].Name, rows.DoubleOrNaN(5 + i), metrics[i].Unit, rows.Long(0), quality);
                    missing--;
                }
            }
        }

        return received == long.MinValue ? null : new LatestMetricValues([.. newest.OfType<MetricValue>()], received, firmware);
    }

    public static IReadOnlyList<Reading> ListForAnimal(SqliteSession session, int farmId, string animalId)
    {
        var newest = new List<Reading>(ReadingTable.All.Length);
        foreach (var table in ReadingTable.All)
        {
            if (!table.HasAnimalColumn)
            {
                continue;
            }

            using var row = session.Prepare(table.LatestOfAnimalSql);
            row.Bind(1, farmId);
            row.Bind(2, animalId);
            if (row.Step())
            {
                newest.Add(table.Read(row));
            }
        }

        return newest;
    }

    private static string DeviceSql(ReadingFamily family)
    {
        var columns = "time, received, quality, out_of_range, firmware";
        foreach (var metric in Metrics.ForFamily(family))
        {
            columns += ", " + metric.Name;
        }

        return $"select {columns} from {ReadingTable.For(family).Name} where device = (select key from device_key where device_id = ?1) "
            + $"order by time desc, message desc limit {MaxRows}";
    }
}
