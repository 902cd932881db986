using SmartDairy.Contracts;
using SmartDairy.History.Sqlite.Database;

namespace SmartDairy.History.Sqlite.Registry;

/// <summary>Rows of a bound statement, as lists and pages.</summary>
internal static class Paging
{
    public static IReadOnlyList<T> ReadAll<T>(SqliteStatement rows, Func<SqliteStatement, T> read)
    {
        var items = new List<T>();
        while (rows.Step())
        {
            items.Add(read(rows));
        }

        return items;
    }

    /// <summary>A page of a statement that was asked for one row more than <paramref name="first"/>.</summary>
    public static Page<T> ReadPage<T>(SqliteStatement rows, int first, Func<SqliteStatement, T> read, Func<T, string> cursor, int total)
    {
        var items = new List<T>();
        var hasNext = false;
        while (rows.Step())
        {
            if (items.Count == first)
            {
                hasNext = true;
                break;
            }

            items.Add(read(rows));
        }

        return new Page<T>(items, [.. items.Select(cursor)], hasNext, total);
    }
}
