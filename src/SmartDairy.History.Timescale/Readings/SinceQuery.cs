using Npgsql;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Timescale.Database;

namespace SmartDairy.History.Timescale.Readings;

/// <summary>What a farm's devices measured since some time: each device's end is read by itself, down its own key.</summary>
internal static class SinceQuery
{
    private static readonly string[] Sql = [.. FamilyTable.Each.Select(table =>
        $"select {table.Selection} from unnest($1) d cross join lateral (select * from {table.Name} t where t.device = d and t.time >= $2 and t.farm = $3 "
        + "order by t.time desc, t.message desc limit $4) r order by r.time desc, r.device desc, r.message desc limit $4")];

    public static async Task<IReadOnlyList<Reading>> RunAsync(
        NpgsqlConnection connection, int farmId, int[] devices, long from, int limit, CancellationToken cancellation)
    {
        var found = new List<Reading>();
        foreach (var table in FamilyTable.Each)
        {
            found.AddRange(await connection.ListAsync(Sql[(int)table.Family], table.Read, cancellation, devices, Moments.ToTimestamp(from), farmId, (long)limit));
        }

        // Each list came newest first.
        found.Reverse();
        IReadOnlyList<Reading> sorted = [.. found.OrderBy(reading => reading.Time)];
        return sorted.Count <= limit ? sorted : [.. sorted.Skip(sorted.Count - limit)];
    }
}
