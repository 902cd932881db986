using System.Globalization;
using System.Text;

namespace SmartDairy.History.Alerts;

/// <summary>
/// A list that is paged by a time and a key, the newest first, and narrowed by what is given: only that stands in the statement, so that its index is found.
/// </summary>
/// <param name="parameterPrefix">What a numbered parameter begins with.</param>
internal sealed class PagedQuery(char parameterPrefix, string table, string columns, string timeColumn, string keyColumn)
{
    private readonly StringBuilder _where = new();
    private readonly List<object> _values = [];

    /// <summary>Of <see cref="CountSql"/>.</summary>
    public IReadOnlyList<object> Values => _values;

    public string CountSql => $"select count(*) from {table} where {_where}";

    /// <param name="clause">With @ where the value stands.</param>
    /// <param name="value">Null: this does not narrow the list.</param>
    public PagedQuery Where(string clause, object? value)
    {
        if (value is not null)
        {
            _values.Add(value);
            _where.Append(_where.Length == 0 ? "" : " and ").Append(clause.Replace("@", ParameterName(_values.Count), StringComparison.Ordinal));
        }

        return this;
    }

    public PagedQuery Where(string clause)
    {
        _where.Append(_where.Length == 0 ? "" : " and ").Append(clause);
        return this;
    }

    /// <summary>The statement of a page and all its values.</summary>
    /// <param name="after">A cursor, or null for the first page; what is no cursor gives the first page too.</param>
    /// <param name="hasNumericKey">The key is a number.</param>
    public (string Sql, List<object> Values) PageSql(int first, string? after, bool hasNumericKey = false)
    {
        List<object> values = [.. _values];
        var bound = "";
        if (ParseCursor(after, hasNumericKey) is var (at, place))
        {
            values.Add(at);
            values.Add(place);
            bound = $" and ({timeColumn}, {keyColumn}) < ({ParameterName(values.Count - 1)}, {ParameterName(values.Count)})";
        }

        values.Add(first + 1L);
        return ($"select {columns} from {table} where {_where}{bound} order by {timeColumn} desc, {keyColumn} desc limit {ParameterName(values.Count)}", values);
    }

    public static string FormatCursor(long time, string key) => string.Create(CultureInfo.InvariantCulture, $"{time}|{key}");

    public static string FormatCursor(long time, long key) => string.Create(CultureInfo.InvariantCulture, $"{time}|{key}");

    private static (long Time, object Key)? ParseCursor(string? cursor, bool hasNumericKey)
    {
        var bar = cursor?.IndexOf('|', StringComparison.Ordinal) ?? -1;
        if (bar < 0 || !long.TryParse(cursor.AsSpan(0, bar), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var time))
        {
            return null;
        }

        var key = cursor![(bar + 1)..];
        return !hasNumericKey ? (time, key) : long.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? (time, number) : null;
    }

    private string ParameterName(int number) => string.Create(CultureInfo.InvariantCulture, $"{parameterPrefix}{number}");
}
