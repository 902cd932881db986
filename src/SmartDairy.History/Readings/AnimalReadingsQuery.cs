using SmartDairy.Contracts.Readings;
using SmartDairy.History.Database;

namespace SmartDairy.History.Readings;

/// <summary>The milkings and tag readings of an animal since some time.</summary>
internal static class AnimalReadingsQuery
{
    private static readonly ReadingTable[] Tables = [ReadingTable.For(ReadingFamily.Milking), ReadingTable.For(ReadingFamily.Rfid)];

    /// <param name="from">Unix milliseconds, inclusive.</param>
    public static async Task<IReadOnlyList<Reading>> ListSinceAsync(SqlSession session, int farmId, string animalId, long from, int limit)
    {
        var found = new List<Reading>();
        foreach (var table in Tables)
        {
            found.AddRange(await session.QueryAsync(
                $"{table.SelectSql} {table.Name} r where r.farm = $1 and r.animal = $2 and r.time >= $3 order by r.time desc, r.message desc limit $4",
                table.ReadWithDevice,
                farmId,
                animalId,
                new UnixTimestamp(from),
                limit));
        }

        return ReadingOrder.SortAndTakeNewest(found, limit);
    }
}
