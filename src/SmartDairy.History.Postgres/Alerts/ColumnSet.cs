using Npgsql;
using NpgsqlTypes;
using SmartDairy.History.Postgres.Database;

namespace SmartDairy.History.Postgres.Alerts;

/// <summary>Columns of a table, and how many rows are sent at once: one array a column.</summary>
internal sealed class ColumnSet<T>
{
    private readonly List<(string Name, string Type, Func<IReadOnlyList<T>, NpgsqlParameter> Encode)> _columns = [];

    public string Names => string.Join(", ", _columns.Select(column => column.Name));

    public int Count => _columns.Count;

    public ColumnSet<T> Text(string name, Func<T, string?> value)
        => Add(name, "text[]", rows => Parameter(rows, row => PostgresText.Sanitize(value(row)), NpgsqlDbType.Text));

    public ColumnSet<T> Int(string name, Func<T, int?> value) => Add(name, "integer[]", rows => Parameter(rows, value, NpgsqlDbType.Integer));

    public ColumnSet<T> Long(string name, Func<T, long?> value) => Add(name, "bigint[]", rows => Parameter(rows, value, NpgsqlDbType.Bigint));

    public ColumnSet<T> Bool(string name, Func<T, bool> value) => Add(name, "boolean[]", rows => Parameter(rows, value, NpgsqlDbType.Boolean));

    /// <summary>The columns of an alias.</summary>
    public string QualifiedNames(string alias) => string.Join(", ", _columns.Select(column => $"{alias}.{column.Name}"));

    /// <summary>Inserts rows in their order.</summary>
    /// <param name="onConflict">What follows <c>on conflict</c>.</param>
    public string InsertSql(string table, string onConflict) => $"insert into {table} ({Names}) select * from {UnnestSql} on conflict {onConflict}";

    /// <summary>Inserts rows in their order; those whose first column is there already are replaced.</summary>
    public string UpsertSql(string table)
        => InsertSql(table, $"({_columns[0].Name}) do update set {string.Join(", ", _columns.Skip(1).Select(column => $"{column.Name} = excluded.{column.Name}"))}");

    /// <summary>The rows sent, as a table.</summary>
    public string UnnestSql => $"unnest({string.Join(", ", _columns.Select((column, i) => FormattableString.Invariant($"${i + 1}::{column.Type}")))})";

    public NpgsqlBatchCommand CreateCommand(string sql, IReadOnlyList<T> rows)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var column in _columns)
        {
            command.Parameters.Add(column.Encode(rows));
        }

        return command;
    }

    private static NpgsqlParameter<TValue[]> Parameter<TValue>(IReadOnlyList<T> rows, Func<T, TValue> value, NpgsqlDbType type)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(rows[i]);
        }

        return new NpgsqlParameter<TValue[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };
    }

    private ColumnSet<T> Add(string name, string type, Func<IReadOnlyList<T>, NpgsqlParameter> encode)
    {
        _columns.Add((name, type, encode));
        return this;
    }
}
