using SmartDairy.Contracts;
using SmartDairy.History.Herds;
using SmartDairy.History.Sqlite.Raw;
using SmartDairy.History.Sqlite.Registry;

namespace SmartDairy.History.Sqlite.Herds;

internal static class HerdTable
{
    private const string Upsert =
        $"insert into herd ({HerdStatement.Columns}, long) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) on conflict (farm, kind, id) do update set "
        + "subject = excluded.subject, time = excluded.time, until = excluded.until, body = excluded.body, revision = excluded.revision, modified = excluded.modified, "
        + "long = excluded.long";

    /// <summary>Within a transaction of the writer. It looks before it writes, so that a conflict leaves nothing to undo.</summary>
    public static bool Write(Session session, IReadOnlyList<HerdWrite> writes)
    {
        foreach (var (row, expected) in writes)
        {
            if (expected is { } revision && Revision(session, row) != revision)
            {
                return false;
            }
        }

        foreach (var farm in writes.GroupBy(write => write.Record.FarmId))
        {
            var last = Last(session, farm.Key);
            using (var upsert = session.Use(Upsert))
            {
                foreach (var (row, _) in farm)
                {
                    Bind(upsert, row, ++last);
                    upsert.Run();
                }
            }

            using var raise = session.Use("insert into herd_revision (farm, last) values (?1, ?2) on conflict (farm) do update set last = excluded.last");
            raise.Bind(1, farm.Key);
            raise.Bind(2, last);
            raise.Run();
        }

        return true;
    }

    public static HerdRecord? Find(Session session, int farmId, string kind, string id)
    {
        using var row = session.Use($"select {HerdStatement.Columns} from herd where farm = ?1 and kind = ?2 and id = ?3");
        row.Bind(1, farmId);
        row.Bind(2, kind);
        row.Bind(3, id);
        return row.Step() ? Read(row) : null;
    }

    public static IReadOnlyList<HerdRecord> List(Session session, HerdQuery query, int most)
    {
        var (sql, values) = Statement(query).Page(most, after: null);
        using var rows = session.Use(sql);
        Bind(rows, values);
        return Paging.All(rows, Read);
    }

    public static Page<HerdRecord> Page(Session session, HerdQuery query, int first, string? after)
    {
        var statement = Statement(query);
        int total;
        using (var count = session.Use(statement.CountSql))
        {
            Bind(count, statement.Values);
            count.Step();
            total = count.Int(0);
        }

        var (sql, values) = statement.Page(first + 1L, after);
        using var rows = session.Use(sql);
        Bind(rows, values);
        return Paging.Page(rows, first, Read, statement.Cursor, total);
    }

    // SQLite keeps no statistics here: it is told which index to use.
    private static HerdStatement Statement(HerdQuery query) => new('?', "long = 1", "body", namesIndexes: true, query);

    private static long Revision(Session session, HerdRecord of)
    {
        using var row = session.Use("select revision from herd where farm = ?1 and kind = ?2 and id = ?3");
        row.Bind(1, of.FarmId);
        row.Bind(2, of.Kind);
        row.Bind(3, of.Id);
        return row.Step() ? row.Long(0) : 0;
    }

    private static long Last(Session session, int farmId)
    {
        using var row = session.Use("select last from herd_revision where farm = ?1");
        row.Bind(1, farmId);
        return row.Step() ? row.Long(0) : 0;
    }

    private static void Bind(Statement upsert, HerdRecord row, long revision)
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
        upsert.Bind(10, HerdBounds.IsLong(row));
    }

    private static void Bind(Statement rows, IReadOnlyList<object> values)
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

    private static HerdRecord Read(Statement row)
        => new()
        {
            FarmId = row.Int(0),
            Kind = row.Text(1)!,
            Id = row.Text(2)!,
            Subject = row.Text(3)!,
            Time = row.Long(4),
            Until = row.LongOrNull(5),
            Body = row.Text(6)!,
            Revision = row.Long(7),
            Modified = row.Long(8),
        };
}
