using SmartDairy.Contracts;
using SmartDairy.History.Alerts;
using SmartDairy.History.Sqlite.Raw;
using SmartDairy.History.Sqlite.Registry;

namespace SmartDairy.History.Sqlite.Alerts;

internal static class ListPages
{
    public static Page<T> Page<T>(
        Session session, ListQuery list, int first, string? after, Func<Statement, T> read, Func<T, string> cursor, bool numbers = false)
    {
        int total;
        using (var count = session.Use(list.CountSql))
        {
            Bind(count, list.Values);
            count.Step();
            total = count.Int(0);
        }

        var (sql, values) = list.Page(first, after, numbers);
        using var rows = session.Use(sql);
        Bind(rows, values);
        return Paging.Page(rows, first, read, cursor, total);
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
}
