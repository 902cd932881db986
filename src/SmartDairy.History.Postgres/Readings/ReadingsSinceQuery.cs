using SmartDairy.Contracts.Readings;
using SmartDairy.History.Database;
using SmartDairy.History.Readings;

namespace SmartDairy.History.Postgres.Readings;

/// <summary>The readings of a farm's devices since some time. The end of each device's rows is read by itself, down its own key.</summary>
internal static class ReadingsSinceQuery
{
    private static readonly string[] SqlByFamily = [.. ReadingTable.All.Select(table =>
        $"{table.SelectSql} unnest($1) d cross join lateral (select * from {table.Name} t where t.device = d and t.time >= $2 and t.farm = $3 "
        + "order by t.time desc, t.message desc limit $4) r order by r.time desc, r.message desc limit $4")];

    /// <param name="devices">The numbers of the devices.</param>
    /// <param name="from">Unix milliseconds, inclusive.</param>
    public static async Task<IReadOnlyList<Reading>> ListForDevicesAsync(
        SqlSession session, int farmId, int[] devices, long from, int limit)
    {
        var found = new List<Reading>();
        foreach (var table in ReadingTable.All)
        {
            found.AddRange(
                await session.QueryAsync(
                    SqlByFamily[(int)table.Family], table.ReadWithDevice, devices, new UnixTimestamp(from), farmId, limit));
        }

        return ReadingOrder.SortAndTakeNewest(found, limit);
    }
}
