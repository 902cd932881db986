using SmartDairy.Contracts;
using SmartDairy.History.Sqlite.Raw;

namespace SmartDairy.History.Sqlite.Registry;

/// <summary>Rows of a bound statement, as lists and pages.</summary>
internal static class Paging
{
    public static IReadOnlyList<T> All<T>(Statement rows, Func<Statement, T> read)
    {
        var items = new List<T>();
        while (rows.Step())
        {
            items.Add(read(rows));
        }

        return items;
    }

    /// <summary>A page of a statement that was asked for one row more than <paramref name="first"/>.</summary>
    public static Page<T> Page<T>(Statement rows, int first, Func<Statement, T> read, Func<T, string> cursor, int total)
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
