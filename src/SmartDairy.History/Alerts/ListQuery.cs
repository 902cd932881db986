using System.Globalization;
using System.Text;

namespace SmartDairy.History.Alerts;

/// <summary>
/// A list that is paged by a time and a key, the newest first, and narrowed by what is given: only that stands in the statement, so that its index is found.
/// </summary>
/// <param name="mark">What a numbered parameter begins with.</param>
internal sealed class ListQuery(char mark, string table, string columns, string time, string key)
{
    private readonly StringBuilder _where = new();
    private readonly List<object> _values = [];

    /// <summary>Of <see cref="CountSql"/>.</summary>
    public IReadOnlyList<object> Values => _values;

    public string CountSql => $"select count(*) from {table} where {_where}";

    /// <param name="clause">With @ where the value stands.</param>
    /// <param name="value">Null: this does not narrow the list.</param>
    public ListQuery Where(string clause, object? value)
    {
        if (value is not null)
        {
            _values.Add(value);
            _where.Append(_where.Length == 0 ? "" : " and ").Append(clause.Replace("@", Parameter(_values.Count), StringComparison.Ordinal));
        }

        return this;
    }

    public ListQuery Where(string clause)
    {
        _where.Append(_where.Length == 0 ? "" : " and ").Append(clause);
        return this;
    }

    /// <summary>The statement of a page and all its values.</summary>
    /// <param name="after">A cursor, or null for the first page; what is no cursor gives the first page too.</param>
    /// <param name="numbers">The key is a number.</param>
    public (string Sql, List<object> Values) Page(int first, string? after, bool numbers = false)
    {
        List<object> values = [.. _values];
        var bound = "";
        if (Position(after, numbers) is var (at, place))
        {
            values.Add(at);
            values.Add(place);
            bound = $" and ({time}, {key}) < ({Parameter(values.Count - 1)}, {Parameter(values.Count)})";
        }

        values.Add(first + 1L);
        return ($"select {columns} from {table} where {_where}{bound} order by {time} desc, {key} desc limit {Parameter(values.Count)}", values);
    }

    public static string Cursor(long time, string key) => string.Create(CultureInfo.InvariantCulture, $"{time}|{key}");

    public static string Cursor(long time, long key) => string.Create(CultureInfo.InvariantCulture, $"{time}|{key}");

    private static (long Time, object Key)? Position(string? cursor, bool numbers)
    {
        var bar = cursor?.IndexOf('|', StringComparison.Ordinal) ?? -1;
        if (bar < 0 || !long.TryParse(cursor.AsSpan(0, bar), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var time))
        {
            return null;
        }

        var key = cursor![(bar + 1)..];
        return !numbers ? (time, key) : long.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? (time, number) : null;
    }

    private string Parameter(int number) => string.Create(CultureInfo.InvariantCulture, $"{mark}{number}");
}
