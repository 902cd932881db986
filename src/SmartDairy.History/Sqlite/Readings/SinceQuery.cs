using SmartDairy.Contracts.Readings;
using SmartDairy.History.Sqlite.Raw;

namespace SmartDairy.History.Sqlite.Readings;

/// <summary>What a farm's devices measured since some time: rows are clustered by device, so each device's end is read by itself.</summary>
internal static class SinceQuery
{
    public static IReadOnlyList<Reading> Run(Session session, int farmId, List<int> devices, long from, int limit)
    {
        var found = new List<Reading>();
        foreach (var table in FamilyTable.Each)
        {
            foreach (var device in devices)
            {
                using var rows = session.Use(table.Since);
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

        return ReadingOrder.Newest(found, limit);
    }

    /// <summary>Milkings and tag reads of an animal.</summary>
    public static IReadOnlyList<Reading> OfAnimal(Session session, int farmId, string animalId, long from, int limit)
    {
        var found = new List<Reading>();
        foreach (var family in (ReadOnlySpan<ReadingFamily>)[ReadingFamily.Milking, ReadingFamily.Rfid])
        {
            var table = FamilyTable.Of(family);
            using var rows = session.Use(table.OfAnimalSince);
            rows.Bind(1, farmId);
            rows.Bind(2, animalId);
            rows.Bind(3, from);
            rows.Bind(4, limit);
            while (rows.Step())
            {
                found.Add(table.Read(rows));
            }
        }

        return ReadingOrder.Newest(found, limit);
    }
}
