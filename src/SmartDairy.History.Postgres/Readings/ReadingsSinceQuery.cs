using Npgsql;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Postgres.Database;

namespace SmartDairy.History.Postgres.Readings;

/// <summary>What a farm's devices measured since some time: each device's end is read by itself, down its own key.</summary>
internal static class ReadingsSinceQuery
{
    private static readonly string[] DeviceSqlByFamily = [.. ReadingTable.All.Select(table =>
        $"select {table.SelectList} from unnest($1) d cross join lateral (select * from {table.Name} t where t.device = d and t.time >= $2 and t.farm = $3 "
        + "order by t.time desc, t.message desc limit $4) r order by r.time desc, r.message desc limit $4")];

    private static readonly string[] AnimalSqlByFamily = [.. ReadingTable.All.Select(table =>
        $"select {table.SelectList} from {table.Name} r where r.farm = $1 and r.animal = $2 and r.time >= $3 order by r.time desc, r.message desc limit $4")];

    public static async Task<IReadOnlyList<Reading>> ListForDevicesAsync(
        NpgsqlConnection connection, int farmId, int[] devices, long from, int limit, CancellationToken cancellationToken)
    {
        var found = new List<Reading>();
        foreach (var table in ReadingTable.All)
        {
            found.AddRange(await connection.QueryAsync(DeviceSqlByFamily[(int)table.Family], table.Read, cancellationToken, devices, PostgresTimestamp.FromUnixMilliseconds(from), farmId, (long)limit));
        }

        return ReadingOrder.SortAndTakeNewest(found, limit);
    }

    /// <summary>Milkings and tag reads of an animal.</summary>
    public static async Task<IReadOnlyList<Reading>> ListForAnimalAsync(
        NpgsqlConnection connection, int farmId, string animalId, long from, int limit, CancellationToken cancellationToken)
    {
        var found = new List<Reading>();
        foreach (var family in (ReadingFamily[])[ReadingFamily.Milking, ReadingFamily.Rfid])
        {
            found.AddRange(await connection.QueryAsync(
                AnimalSqlByFamily[(int)family], ReadingTable.For(family).Read, cancellationToken, farmId, animalId, PostgresTimestamp.FromUnixMilliseconds(from), (long)limit));
        }

        return ReadingOrder.SortAndTakeNewest(found, limit);
    }
}
