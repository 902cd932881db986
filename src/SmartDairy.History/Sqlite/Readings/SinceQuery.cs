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

        found.Sort(static (left, right) => left.Time.CompareTo(right.Time));
        return found.Count <= limit ? found : found[^limit..];
    }
}
