namespace SmartDairy.History.Database;

/// <summary>One column of a table.</summary>
/// <param name="Write">Writes the value of a row.</param>
/// <param name="IsRead">False for a column that only the database looks at.</param>
internal sealed record Column<T>(string Name, ColumnType Type, Action<IRowWriter, T> Write, bool IsRead);
