using System.Globalization;
using System.Text;

namespace SmartDairy.History.Database;

/// <summary>
/// A paged list, narrowed by what is given: a condition that is not given does not stand in the statement, so that the right index is
/// found.
/// </summary>
/// <param name="columns">The names of the columns to read, separated by commas.</param>
internal sealed class PagedQuery(string table, string columns, PageOrder order)
{
    private readonly StringBuilder _where = new();
    private readonly List<object> _values = [];

    /// <summary>The values of <see cref="CountSql"/>.</summary>
    public IReadOnlyList<object> Values => _values;

    public string CountSql => $"select count(*) from {table} where {_where}";

    /// <param name="clause">A condition, with @ where the value stands.</param>
    /// <param name="value">Null when this does not narrow the list.</param>
    public PagedQuery Where(string clause, object? value)
    {
        if (value is null)
        {
            return this;
        }

        _values.Add(value);
        return Where(clause.Replace("@", ParameterName(_values.Count), StringComparison.Ordinal));
    }

    public PagedQuery Where(string clause)
    {
        _where.Append(_where.Length == 0 ? "" : " and ").Append(clause);
        return this;
    }

    /// <summary>The statement of a page, with one row more than the page has, and all its values.</summary>
    /// <param name="after">A cursor, or null for the first page; what is no cursor gives the first page too.</param>
    public (string Sql, List<object> Values) PageSql(int first, string? after)
    {
        List<object> values = [.. _values];
        var bound = "";
        if (order.ParseCursor(after) is { } cursor)
        {
            var names = cursor.Select((_, i) => ParameterName(values.Count + 1 + i)).ToList();
            values.AddRange(cursor);
            bound = $" and {order.CursorColumns} {order.Comparison} ({string.Join(", ", names)})";
        }

        values.Add(first + 1L);
        return ($"select {columns} from {table} where {_where}{bound} order by {order.Sql} limit {ParameterName(values.Count)}", values);
    }

    private static string ParameterName(int number) => string.Create(CultureInfo.InvariantCulture, $"${number}");
}
