using SmartDairy.Contracts.Readings;
using SmartDairy.History.Sqlite.Database;

namespace SmartDairy.History.Sqlite.Readings;

/// <summary>What a farm's devices measured since some time: rows are clustered by device, so each device's end is read by itself.</summary>
internal static class ReadingsSinceQuery
{
    public static IReadOnlyList<Reading> ListForDevices(SqliteSession session, int farmId, List<int> devices, long from, int limit)
    {
        var found = new List<Reading>();
        foreach (var table in ReadingTable.All)
        {
            foreach (var device in devices)
            {
                using var rows = session.Prepare(table.SinceSql);
                rows.Bind(1, device);
                rows.Bind(2, from);
                rows.Bind(3, farmId);
                rows.Bind(4, limit);
                while (rows.Step())
                {
                    found.Add(table.Read(rows));
                }
            }
        }

        return ReadingOrder.SortAndTakeNewest(found, limit);
    }

    /// <summary>Milkings and tag reads of an animal.</summary>
    public static IReadOnlyList<Reading> ListForAnimal(SqliteSession session, int farmId, string animalId, long from, int limit)
    {
        var found = new List<Reading>();
        foreach (var family in (ReadOnlySpan<ReadingFamily>)[ReadingFamily.Milking, ReadingFamily.Rfid])
        {
            var table = ReadingTable.For(family);
            using var rows = session.Prepare(table.OfAnimalSinceSql);
            rows.Bind(1, farmId);
            rows.Bind(2, animalId);
            rows.Bind(3, from);
            rows.Bind(4, limit);
            while (rows.Step())
            {
                found.Add(table.Read(rows));
            }
        }

        return ReadingOrder.SortAndTakeNewest(found, limit);
    }
}
