namespace SmartDairy.History.Database;

/// <summary>The one list of a table's columns: their names, their order, their types, and how a row is written and read.</summary>
/// <param name="name">The stored name.</param>
/// <param name="read">Reads the columns that are read, in their order.</param>
internal sealed class Table<T>(string name, Func<RowReader, T> read)
{
    private readonly List<Column<T>> _columns = [];

    public string Name => name;

    /// <summary>All columns, in the order they are written.</summary>
    public IReadOnlyList<Column<T>> Columns => _columns;

    /// <summary>The names of all columns, separated by commas.</summary>
    public string AllNames => string.Join(", ", _columns.Select(column => column.Name));

    /// <summary>The names of the columns that are read, separated by commas.</summary>
    public string Names => string.Join(", ", _columns.Where(column => column.IsRead).Select(column => column.Name));

    /// <summary>What follows <c>select</c> up to the table's name.</summary>
    public string SelectSql => $"select {Names} from {name}";

    public T Read(RowReader row) => read(row);

    public Table<T> Short(string column, Func<T, int> value) => Add(column, ColumnType.Short, (writer, row) => writer.Short(value(row)));

    /// <param name="isRead">False for a column that only the database looks at.</param>
    public Table<T> Int(string column, Func<T, int?> value, bool isRead = true)
        => Add(column, ColumnType.Int, (writer, row) => writer.Int(value(row)), isRead);

    public Table<T> Long(string column, Func<T, long?> value) => Add(column, ColumnType.Long, (writer, row) => writer.Long(value(row)));

    /// <param name="isRead">False for a column that only the database looks at.</param>
    public Table<T> Text(string column, Func<T, string?> value, bool isRead = true)
        => Add(column, ColumnType.Text, (writer, row) => writer.Text(value(row)), isRead);

    /// <param name="isRead">False for a column that only the database looks at.</param>
    public Table<T> Bool(string column, Func<T, bool?> value, bool isRead = true)
        => Add(column, ColumnType.Bool, (writer, row) => writer.Bool(value(row)), isRead);

    public Table<T> Bytes(string column, Func<T, ReadOnlyMemory<byte>> value)
        => Add(column, ColumnType.Bytes, (writer, row) => writer.Bytes(value(row).Span));

    /// <param name="value">Unix milliseconds.</param>
    public Table<T> Timestamp(string column, Func<T, long?> value)
        => Add(column, ColumnType.Timestamp, (writer, row) => writer.Timestamp(value(row)));

    public void Write(IRowWriter writer, T row)
    {
        foreach (var column in _columns)
        {
            column.Write(writer, row);
        }
    }

    /// <summary>The names of the columns that are read, of an alias of the table.</summary>
    public string NamesOf(string alias)
        => string.Join(", ", _columns.Where(column => column.IsRead).Select(column => $"{alias}.{column.Name}"));

    /// <summary>The conflict clause that replaces the row with the same key.</summary>
    public string Replace(params ReadOnlySpan<string> key)
    {
        string[] keys = [.. key];
        var changes = _columns.Where(column => !keys.Contains(column.Name)).Select(column => $"{column.Name} = excluded.{column.Name}");
        return $"({string.Join(", ", keys)}) do update set {string.Join(", ", changes)}";
    }

    private Table<T> Add(string column, ColumnType type, Action<IRowWriter, T> write, bool isRead = true)
    {
        _columns.Add(new Column<T>(column, type, write, isRead));
        return this;
    }
}
