using SmartDairy.Contracts;
using SmartDairy.History.Alerts;
using SmartDairy.History.Sqlite.Database;
using SmartDairy.History.Sqlite.Registry;

namespace SmartDairy.History.Sqlite.Alerts;

internal static class PagedQueryReader
{
    public static Page<T> ReadPage<T>(
        SqliteSession session, PagedQuery list, int first, string? after, Func<SqliteStatement, T> read, Func<T, string> cursor, bool hasNumericKey = false)
    {
        int total;
        using (var count = session.Prepare(list.CountSql))
        {
            Bind(count, list.Values);
            count.Step();
            total = count.Int(0);
        }

        var (sql, values) = list.PageSql(first, after, hasNumericKey);
        using var rows = session.Prepare(sql);
        Bind(rows, values);
        return Paging.ReadPage(rows, first, read, cursor, total);
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
}
