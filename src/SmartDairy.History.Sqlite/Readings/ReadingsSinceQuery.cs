using SmartDairy.Contracts.Readings;
using SmartDairy.History.Readings;
using SmartDairy.History.Sqlite.Database;

namespace SmartDairy.History.Sqlite.Readings;

/// <summary>
/// The readings of a farm's devices since some time. Rows are clustered by device, so the end of each device's rows is read by itself.
/// </summary>
internal static class ReadingsSinceQuery
{
    private static readonly string[] SqlByFamily = [.. ReadingTable.All.Select(table =>
        $"{table.SelectSql} {table.Name} r where r.device = ?1 and r.time >= ?2 and r.farm = ?3 order by r.time desc, r.message desc limit ?4")];

    /// <param name="devices">The numbers of the devices.</param>
    /// <param name="from">Unix milliseconds, inclusive.</param>
    public static IReadOnlyList<Reading> ListForDevices(SqliteSession session, int farmId, List<int> devices, long from, int limit)
    {
        var found = new List<Reading>();
        foreach (var table in ReadingTable.All)
        {
            foreach (var device in devices)
            {
                using var rows = session.Prepare(SqlByFamily[(int)table.Family]);
                rows.Bind(1, device);
                rows.Bind(2, from);
                rows.Bind(3, farmId);
                rows.Bind(4, limit);
                while (rows.Step())
                {
                    found.Add(table.ReadWithDevice(rows));
                }
            }
        }

        return ReadingOrder.SortAndTakeNewest(found, limit);
    }
}
