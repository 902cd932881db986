using SmartDairy.History.Database;
using SmartDairy.History.Herds;

namespace SmartDairy.History.Sqlite.Herds;

/// <summary>
/// Stores the records of one call within a transaction of the writer. It looks before it writes, so that a conflict leaves nothing to undo.
/// </summary>
internal static class HerdWrites
{
    /// <summary>False when a record is not at the revision it was expected at; nothing is written then.</summary>
    public static async Task<bool> ApplyAsync(SqlSession session, IReadOnlyList<HerdWrite> writes)
    {
        foreach (var (record, expected) in writes)
        {
            if (expected is not null && expected != await FindRevisionAsync(session, record))
            {
                return false;
            }
        }

        foreach (var farm in writes.GroupBy(write => write.Record.FarmId))
        {
            var last = await session.FindNumberAsync("select last from herd_revision where farm = $1", farm.Key) ?? 0;
            HerdRecord[] records = [.. farm.Select((write, i) => write.Record with { Revision = last + 1 + i })];
            await session.InsertAsync(HerdTables.Records, records, HerdTables.ReplaceRecord);
            await session.ExecuteAsync(
                "insert into herd_revision (farm, last) values ($1, $2) on conflict (farm) do update set last = excluded.last", farm.Key,
                last + records.Length);
        }

        return true;
    }

    private static async Task<long> FindRevisionAsync(SqlSession session, HerdRecord record)
        => await session.FindNumberAsync(
            "select revision from herd where farm = $1 and kind = $2 and id = $3", record.FarmId, record.Kind, record.Id) ?? 0;
}
