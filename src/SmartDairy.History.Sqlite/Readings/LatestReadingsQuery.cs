using SmartDairy.Contracts.Readings;
using SmartDairy.History.Readings;
using SmartDairy.History.Sqlite.Database;

namespace SmartDairy.History.Sqlite.Readings;

/// <summary>The newest readings of a device and of an animal.</summary>
internal static class LatestReadingsQuery
{
    private static readonly string[] DeviceSqlByFamily = [.. ReadingTable.All.Select(table =>
        $"{LatestMetricValuesBuilder.SelectSql(table)} where device = (select key from device_key where device_id = ?1) order by time desc, message desc limit ?2")];

    private static readonly string[] AnimalSqlByFamily = [.. ReadingTable.All.Select(table =>
        $"{table.SelectSql} {table.Name} r where r.farm = ?1 and r.animal = ?2 order by r.time desc, r.message desc limit 1")];

    public static LatestMetricValues? FindForDevice(SqliteSession session, string deviceId, ReadingFamily family)
    {
        var newest = new LatestMetricValuesBuilder(family);
        using var rows = session.Prepare(DeviceSqlByFamily[(int)family]);
        rows.Bind(1, deviceId);
        rows.Bind(2, LatestMetricValuesBuilder.MaxRows);
        while (rows.Step())
        {
            newest.Add(rows);
        }

        return newest.Build();
    }

    public static IReadOnlyList<Reading> ListForAnimal(SqliteSession session, int farmId, string animalId)
    {
        var newest = new List<Reading>(ReadingTable.All.Count);
        foreach (var table in ReadingTable.All.Where(table => table.HasAnimalColumn))
        {
            using var row = session.Prepare(AnimalSqlByFamily[(int)table.Family]);
            row.Bind(1, farmId);
            row.Bind(2, animalId);
            if (row.Step())
            {
                newest.Add(table.ReadWithDevice(row));
            }
        }

        return newest;
    }
}
