using System.Globalization;

namespace SmartDairy.History.Database;

/// <summary>
/// The order of a paged list: by a key, or the newest first and by a key among those of one time. It knows the cursors of its pages.
/// </summary>
internal sealed class PageOrder
{
    private readonly string? _timeColumn;
    private readonly string _keyColumn;
    private readonly bool _isDescending;
    private readonly bool _hasNumericKey;

    private PageOrder(string? timeColumn, string keyColumn, bool isDescending, bool hasNumericKey)
        => (_timeColumn, _keyColumn, _isDescending, _hasNumericKey) = (timeColumn, keyColumn, isDescending, hasNumericKey);

    /// <summary>What follows <c>order by</c>.</summary>
    public string Sql
    {
        get
        {
            var direction = _isDescending ? " desc" : "";
            return _timeColumn is null ? $"{_keyColumn}{direction}" : $"{_timeColumn}{direction}, {_keyColumn}{direction}";
        }
    }

    /// <summary>The columns that a cursor holds, and how they compare with one.</summary>
    public string CursorColumns => _timeColumn is null ? $"({_keyColumn})" : $"({_timeColumn}, {_keyColumn})";

    public string Comparison => _isDescending ? "<" : ">";

    public static PageOrder ByKey(string keyColumn, bool isDescending = false, bool hasNumericKey = false)
        => new(null, keyColumn, isDescending, hasNumericKey);

    public static PageOrder NewestFirst(string timeColumn, string keyColumn, bool hasNumericKey = false)
        => new(timeColumn, keyColumn, isDescending: true, hasNumericKey);

    public static string FormatCursor(long time, string key) => string.Create(CultureInfo.InvariantCulture, $"{time}|{key}");

    public static string FormatCursor(long time, long key) => string.Create(CultureInfo.InvariantCulture, $"{time}|{key}");

    /// <summary>The values of <see cref="CursorColumns"/>; null for what is no cursor of this order.</summary>
    public object[]? ParseCursor(string? cursor)
    {
        if (cursor is null)
        {
            return null;
        }

        if (_timeColumn is null)
        {
            return ParseKey(cursor) is { } only ? [only] : null;
        }

        var bar = cursor.IndexOf('|', StringComparison.Ordinal);
        return bar >= 0
            && long.TryParse(cursor.AsSpan(0, bar), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var time)
            && ParseKey(cursor[(bar + 1)..]) is { } key
            ? [time, key]
            : null;
    }

    private object? ParseKey(string key)
        => !_hasNumericKey
            ? key
            : long.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
