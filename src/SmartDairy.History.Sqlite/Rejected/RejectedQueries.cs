using SmartDairy.Contracts;
using SmartDairy.History.Rejected;
using SmartDairy.History.Sqlite.Database;

namespace SmartDairy.History.Sqlite.Rejected;

/// <summary>Refused messages, found and marked.</summary>
internal static class RejectedQueries
{
    private const string OfFarm = $"select {RejectedTable.Columns} from rejected where farm = ?1 and id < ?2 order by id desc limit ?3";
    private const string OfDevice = $"select {RejectedTable.Columns} from rejected where farm = ?1 and id < ?2 and device_id = ?4 order by id desc limit ?3";
    private const string CountOfFarm = "select count(*) from rejected where farm = ?1";
    private const string CountOfDevice = "select count(*) from rejected where farm = ?1 and device_id = ?2";

    /// <summary>Greater than every id: ids are hexadecimal.</summary>
    private const string GreaterThanAnyId = "~";

    public static Page<RejectedMessage> ListPage(SqliteSession session, int farmId, string? deviceId, int first, string? after)
    {
        var items = new List<RejectedMessage>();
        var hasNext = false;
        using (var rows = session.Prepare(deviceId is null ? OfFarm : OfDevice))
        {
            rows.Bind(1, farmId);
            rows.Bind(2, after ?? GreaterThanAnyId);
            rows.Bind(3, first + 1L);
            if (deviceId is not null)
            {
                rows.Bind(4, deviceId);
            }

            while (rows.Step())
            {
                if (items.Count == first)
                {
                    hasNext = true;
                    break;
                }

                items.Add(RejectedTable.Read(rows));
            }
        }

        return new Page<RejectedMessage>(items, [.. items.Select(item => item.Id)], hasNext, Count(session, farmId, deviceId));
    }

    public static IReadOnlyList<RejectedMessage> Find(SqliteSession session, int farmId, IReadOnlyCollection<string> ids)
    {
        var found = new List<RejectedMessage>(ids.Count);
        foreach (var id in ids)
        {
            using var row = session.Prepare($"select {RejectedTable.Columns} from rejected where id = ?1 and farm = ?2");
            row.Bind(1, id);
            row.Bind(2, farmId);
            if (row.Step())
            {
                found.Add(RejectedTable.Read(row));
            }
        }

        return found;
    }

    public static int MarkReplayed(SqliteSession session, IReadOnlyCollection<string> ids, long at)
    {
        using var update = session.Prepare("update rejected set replayed = ?2 where id = ?1");
        var marked = 0;
        foreach (var id in ids)
        {
            update.Bind(1, id);
            update.Bind(2, at);
            update.Execute();
            marked += session.Changes;
        }

        return marked;
    }

    private static int Count(SqliteSession session, int farmId, string? deviceId)
    {
        using var count = session.Prepare(deviceId is null ? CountOfFarm : CountOfDevice);
        count.Bind(1, farmId);
        if (deviceId is not null)
        {
            count.Bind(2, deviceId);
        }

        count.Step();
        return count.Int(0);
    }
}
