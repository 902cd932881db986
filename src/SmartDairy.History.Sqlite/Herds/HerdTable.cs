using SmartDairy.Contracts;
using SmartDairy.History.Herds;
using SmartDairy.History.Sqlite.Database;
using SmartDairy.History.Sqlite.Registry;

namespace SmartDairy.History.Sqlite.Herds;

internal static class HerdTable
{
    private const string UpsertSql =
        $"insert into herd ({HerdQuerySql.Columns}, long) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) on conflict (farm, kind, id) do update set "
        + "subject = excluded.subject, time = excluded.time, until = excluded.until, body = excluded.body, revision = excluded.revision, modified = excluded.modified, "
        + "long = excluded.long";

    /// <summary>Within a transaction of the writer. It looks before it writes, so that a conflict leaves nothing to undo.</summary>
    public static bool Write(SqliteSession session, IReadOnlyList<HerdWrite> writes)
    {
        foreach (var (row, expected) in writes)
        {
            if (expected is { } revision && ReadRevision(session, row) != revision)
            {
                return false;
            }
        }

        foreach (var farm in writes.GroupBy(write => write.Record.FarmId))
        {
            var last = GetLastRevision(session, farm.Key);
            using (var upsert = session.Prepare(UpsertSql))
            {
                foreach (var (row, _) in farm)
                {
                    Bind(upsert, row, ++last);
                    upsert.Execute();
                }
            }

            using var raise = session.Prepare("insert into herd_revision (farm, last) values (?1, ?2) on conflict (farm) do update set last = excluded.last");
            raise.Bind(1, farm.Key);
            raise.Bind(2, last);
            raise.Execute();
        }

        return true;
    }

    public static HerdRecord? Find(SqliteSession session, int farmId, string kind, string id)
    {
        using var row = session.Prepare($"select {HerdQuerySql.Columns} from herd where farm = ?1 and kind = ?2 and id = ?3");
        row.Bind(1, farmId);
        row.Bind(2, kind);
        row.Bind(3, id);
        return row.Step() ? Read(row) : null;
    }

    public static IReadOnlyList<HerdRecord> List(SqliteSession session, HerdQuery query, int limit)
    {
        var (sql, values) = CreateQuerySql(query).PageSql(limit, after: null);
        using var rows = session.Prepare(sql);
        Bind(rows, values);
        return Paging.ReadAll(rows, Read);
    }

    public static Page<HerdRecord> ListPage(SqliteSession session, HerdQuery query, int first, string? after)
    {
        var statement = CreateQuerySql(query);
        int total;
        using (var count = session.Prepare(statement.CountSql))
        {
            Bind(count, statement.Values);
            count.Step();
            total = count.Int(0);
        }

        var (sql, values) = statement.PageSql(first + 1L, after);
        using var rows = session.Prepare(sql);
        Bind(rows, values);
        return Paging.ReadPage(rows, first, Read, statement.FormatCursor, total);
    }

    // SQLite keeps no statistics here: it is told which index to use.
    private static HerdQuerySql CreateQuerySql(HerdQuery query) => new('?', "long = 1", "body", usesIndexHints: true, query);

    private static long ReadRevision(SqliteSession session, HerdRecord record)
    {
        using var row = session.Prepare("select revision from herd where farm = ?1 and kind = ?2 and id = ?3");
        row.Bind(1, record.FarmId);
        row.Bind(2, record.Kind);
        row.Bind(3, record.Id);
        return row.Step() ? row.Long(0) : 0;
    }

    private static long GetLastRevision(SqliteSession session, int farmId)
    {
        using var row = session.Prepare("select last from herd_revision where farm = ?1");
        row.Bind(1, farmId);
        return row.Step() ? row.Long(0) : 0;
    }

    private static void Bind(SqliteStatement upsert, HerdRecord row, long revision)
    {
        upsert.Bind(1, row.FarmId);
        upsert.Bind(2, row.Kind);
        upsert.Bind(3, row.Id);
        upsert.Bind(4, row.Subject);
        upsert.Bind(5, row.Time);
        upsert.Bind(6, row.Until);
        upsert.Bind(7, row.Body);
        upsert.Bind(8, revision);
        upsert.Bind(9, row.Modified);
        upsert.Bind(10, HerdRecordLimits.IsLong(row));
    }

    private static void Bind(SqliteStatement rows, IReadOnlyList<object> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is string text)
            {
                rows.Bind(i + 1, text);
            }
            else
            {
                rows.Bind(i + 1, Convert.ToInt64(values[i], System.Globalization.CultureInfo.InvariantCulture));
            }
        }
    }

    private static HerdRecord Read(SqliteStatement row)
        => new()
        {
            FarmId = row.Int(0),
            Kind = row.TextOrNull(1)!,
            Id = row.TextOrNull(2)!,
            Subject = row.TextOrNull(3)!,
            Time = row.Long(4),
            Until = row.LongOrNull(5),
            Body = row.TextOrNull(6)!,
            Revision = row.Long(7),
            Modified = row.Long(8),
        };
}
