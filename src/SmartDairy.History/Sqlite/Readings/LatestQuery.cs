using SmartDairy.Contracts.Readings;
using SmartDairy.History.Sqlite.Raw;

namespace SmartDairy.History.Sqlite.Readings;

/// <summary>The newest of a device and of an animal.</summary>
internal static class LatestQuery
{
    private const int Depth = 64;
    private static readonly string[] OfDeviceSql = [.. Enum.GetValues<ReadingFamily>().Select(DeviceSql)];

    public static LatestReadings? OfDevice(Session session, string deviceId, ReadingFamily family)
    {
        var metrics = Metrics.Of(family);
        var newest = new MetricValue?[metrics.Length];
        var missing = metrics.Length;
        string? firmware = null;
        var received = long.MinValue;
        using var rows = session.Use(OfDeviceSql[(int)family]);
        rows.Bind(1, deviceId);
        while (rows.Step())
        {
            received = Math.Max(received, rows.Long(1));
            firmware ??= rows.Text(4);
            for (var i = 0; missing > 0 && i < newest.Length; i++)
            {
                if (newest[i] is null && !rows.IsNull(5 + i))
                {
                    var quality = (rows.Long(3) >> i & 1) == 0 ? rows.Int(2) : 0;
                    newest[i] = new MetricValue(metrics[i].Name, rows.Real(5 + i), metrics[i].Unit, rows.Long(0), quality);
                    missing--;
                }
            }
        }

        return received == long.MinValue ? null : new LatestReadings([.. newest.OfType<MetricValue>()], received, firmware);
    }

    public static IReadOnlyList<Reading> OfAnimal(Session session, int farmId, string animalId)
    {
        var newest = new List<Reading>(FamilyTable.Each.Length);
        foreach (var table in FamilyTable.Each)
        {
            if (!table.HasAnimals)
            {
                continue;
            }

            using var row = session.Use(table.NewestOfAnimal);
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
        foreach (var metric in Metrics.Of(family))
        {
            columns += ", " + metric.Name;
        }

        return $"select {columns} from {FamilyTable.Of(family).Name} where device = (select key from device_key where device_id = ?1) "
            + $"order by time desc, message desc limit {Depth}";
    }
}
