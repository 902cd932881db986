using SmartDairy.History.Timescale.Database;

namespace SmartDairy.History.Timescale.Readings;

/// <summary>Which devices have something of which family in the span of a scan.</summary>
/// <param name="Groups">A few devices that are to be read together, and the families they have something of.</param>
/// <param name="Names">The devices' names by their number.</param>
internal sealed record ScanPlan(IReadOnlyList<(int[] Devices, FamilyTable[] Families)> Groups, IReadOnlyDictionary<int, string> Names)
{
    /// <summary>Few enough that the server's snapshot is soon let go, enough that small devices do not cost a query each.</summary>
    private const int GroupSize = 16;

    public static async Task<ScanPlan> MakeAsync(Connections connections, HistoryScan scan, int[] devices, CancellationToken cancellation)
    {
        var families = new Dictionary<int, List<FamilyTable>>(devices.Length);
        foreach (var family in scan.Families.Distinct().Order())
        {
            var table = FamilyTable.Of(family);
            foreach (var device in await connections.ReadAsync(
                connection => connection.ListAsync(
                    Present(table), row => row.GetInt32(0), cancellation, devices, Moments.ToTimestamp(scan.From), Moments.ToTimestamp(scan.To), scan.FarmId),
                cancellation))
            {
                (families.TryGetValue(device, out var known) ? known : families[device] = []).Add(table);
            }
        }

        var groups = new List<(int[], FamilyTable[])>();
        foreach (var alone in families.Where(device => device.Value.Count == 1).GroupBy(device => device.Value[0], device => device.Key))
        {
            groups.AddRange(alone.Chunk(GroupSize).Select(chunk => (chunk, (FamilyTable[])[alone.Key])));
        }

        groups.AddRange(families.Where(device => device.Value.Count > 1).Select(device => ((int[])[device.Key], device.Value.ToArray())));
        var names = await connections.ReadAsync(
            connection => connection.ListAsync(
                "select key, device_id from device_key where key = any($1)", row => (Key: row.GetInt32(0), Name: row.GetString(1)), cancellation, (object)families.Keys.ToArray()),
            cancellation);
        return new ScanPlan(groups, names.ToDictionary(name => name.Key, name => name.Name));
    }

    private static string Present(FamilyTable table)
        => $"select d from unnest($1) d where exists (select from {table.Name} t where t.device = d and t.time >= $2 and t.time < $3 and t.farm = $4)";
}
