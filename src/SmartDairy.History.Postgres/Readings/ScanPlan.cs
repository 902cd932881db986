using SmartDairy.History.Postgres.Database;
using SmartDairy.History.Readings;

namespace SmartDairy.History.Postgres.Readings;

/// <summary>Which devices have something of which family in the span of a scan.</summary>
/// <param name="Groups">A few devices that are to be read together, and the families they have something of.</param>
/// <param name="DeviceIds">The devices' names by their number.</param>
internal sealed record ScanPlan(IReadOnlyList<(int[] Devices, ReadingTable[] Families)> Groups, IReadOnlyDictionary<int, string> DeviceIds)
{
    /// <summary>Few enough that the server's snapshot is soon let go, enough that small devices do not cost a query each.</summary>
    private const int GroupSize = 16;

    public static async Task<ScanPlan> CreateAsync(
        PostgresExecutor connections, HistoryScan scan, int[] devices, CancellationToken cancellationToken)
    {
        var families = new Dictionary<int, List<ReadingTable>>(devices.Length);
        foreach (var family in scan.Families.Distinct().Order())
        {
            var table = ReadingTable.For(family);
            foreach (var device in await connections.ReadAsync(
                connection => connection.QueryAsync(
                    DevicesWithRowsSql(table), row => row.GetInt32(0), cancellationToken, devices,
                    PostgresTimestamp.FromUnixMilliseconds(scan.From), PostgresTimestamp.FromUnixMilliseconds(scan.To), scan.FarmId),
                cancellationToken))
            {
                (families.TryGetValue(device, out var known) ? known : families[device] = []).Add(table);
            }
        }

        var groups = new List<(int[], ReadingTable[])>();
        foreach (var alone in families.Where(device => device.Value.Count == 1).GroupBy(device => device.Value[0], device => device.Key))
        {
            groups.AddRange(alone.Chunk(GroupSize).Select(chunk => (chunk, (ReadingTable[])[alone.Key])));
        }

        groups.AddRange(families.Where(device => device.Value.Count > 1).Select(device => ((int[])[device.Key], device.Value.ToArray())));
        var names = await connections.ReadAsync(
            connection => connection.QueryAsync(
                "select key, device_id from device_key where key = any($1)", row => (Key: row.GetInt32(0), Name: row.GetString(1)),
                cancellationToken, (object)families.Keys.ToArray()),
            cancellationToken);
        return new ScanPlan(groups, names.ToDictionary(name => name.Key, name => name.Name));
    }

    private static string DevicesWithRowsSql(ReadingTable table)
        => $"select d from unnest($1) d where exists (select from {table.Name} t where t.device = d and t.time >= $2 and t.time < $3 and t.farm = $4)";
}
