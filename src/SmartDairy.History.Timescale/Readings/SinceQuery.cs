using Npgsql;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Timescale.Database;

namespace SmartDairy.History.Timescale.Readings;

/// <summary>What a farm's devices measured since some time: each device's end is read by itself, down its own key.</summary>
internal static class SinceQuery
{
    private static readonly string[] Sql = [.. FamilyTable.Each.Select(table =>
        $"select {table.Selection} from unnest($1) d cross join lateral (select * from {table.Name} t where t.device = d and t.time >= $2 and t.farm = $3 "
        + "order by t.time desc, t.message desc limit $4) r order by r.time desc, r.message desc limit $4")];

    private static readonly string[] OfAnimalSql = [.. FamilyTable.Each.Select(table =>
        $"select {table.Selection} from {table.Name} r where r.farm = $1 and r.animal = $2 and r.time >= $3 order by r.time desc, r.message desc limit $4")];

    public static async Task<IReadOnlyList<Reading>> RunAsync(
        NpgsqlConnection connection, int farmId, int[] devices, long from, int limit, CancellationToken cancellation)
    {
        var found = new List<Reading>();
        foreach (var table in FamilyTable.Each)
        {
            found.AddRange(await connection.ListAsync(Sql[(int)table.Family], table.Read, cancellation, devices, Moments.ToTimestamp(from), farmId, (long)limit));
        }

        return ReadingOrder.Newest(found, limit);
    }

    /// <summary>Milkings and tag reads of an animal.</summary>
    public static async Task<IReadOnlyList<Reading>> OfAnimalAsync(
        NpgsqlConnection connection, int farmId, string animalId, long from, int limit, CancellationToken cancellation)
    {
        var found = new List<Reading>();
        foreach (var family in (ReadingFamily[])[ReadingFamily.Milking, ReadingFamily.Rfid])
        {
            found.AddRange(await connection.ListAsync(
                OfAnimalSql[(int)family], FamilyTable.Of(family).Read, cancellation, farmId, animalId, Moments.ToTimestamp(from), (long)limit));
        }

        return ReadingOrder.Newest(found, limit);
    }
}
