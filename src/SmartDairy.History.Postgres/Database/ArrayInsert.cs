using Npgsql;
using NpgsqlTypes;
using SmartDairy.History.Database;

namespace SmartDairy.History.Postgres.Database;

/// <summary>Inserts many rows with one statement: one array a column.</summary>
internal static class ArrayInsert
{
    /// <param name="onConflict">What follows <c>on conflict</c>; null when a conflict is an error.</param>
    public static NpgsqlBatchCommand CreateCommand<T>(Table<T> table, IReadOnlyList<T> rows, string? onConflict)
    {
        var arrays =
            string.Join(", ", table.Columns.Select((column, i) => FormattableString.Invariant($"${i + 1}::{TypeName(column.Type)}[]")));
        var conflict = onConflict is null ? "" : $" on conflict {onConflict}";
        var command = new NpgsqlBatchCommand($"insert into {table.Name} ({table.AllNames}) select * from unnest({arrays}){conflict}");
        foreach (var column in table.Columns)
        {
            var values = new ArrayWriter(column.Type, rows.Count);
            foreach (var row in rows)
            {
                column.Write(values, row);
            }

            command.Parameters.Add(new NpgsqlParameter { Value = values.Array, NpgsqlDbType = NpgsqlDbType.Array | TypeOf(column.Type) });
        }

        return command;
    }

    private static string TypeName(ColumnType type)
        => type switch
        {
            ColumnType.Int => "integer",
            ColumnType.Long => "bigint",
            ColumnType.Text => "text",
            ColumnType.Bool => "boolean",
            ColumnType.Bytes => "bytea",
            _ => "timestamptz",
        };

    private static NpgsqlDbType TypeOf(ColumnType type)
        => type switch
        {
            ColumnType.Int => NpgsqlDbType.Integer,
            ColumnType.Long => NpgsqlDbType.Bigint,
            ColumnType.Text => NpgsqlDbType.Text,
            ColumnType.Bool => NpgsqlDbType.Boolean,
            ColumnType.Bytes => NpgsqlDbType.Bytea,
            _ => NpgsqlDbType.TimestampTz,
        };

    /// <summary>Takes the values of one column.</summary>
    private sealed class ArrayWriter(ColumnType type, int length) : IRowWriter
    {
        private int _count;

        public Array Array { get; } = type switch
        {
            ColumnType.Int => new int?[length],
            ColumnType.Long => new long?[length],
            ColumnType.Text => new string?[length],
            ColumnType.Bool => new bool?[length],
            ColumnType.Bytes => new byte[length][],
            _ => new DateTime?[length],
        };

        public void Short(int value) => throw new NotSupportedException("Small numbers are sent by COPY only.");

        public void Bits(uint value) => throw new NotSupportedException("Measured values are sent by COPY only.");

        public void Double(double value) => throw new NotSupportedException("Measured values are sent by COPY only.");

        public void Int(int? value) => Add(value);

        public void Long(long? value) => Add(value);

        public void Text(string? value) => Add(PostgresText.Sanitize(value));

        public void Bool(bool? value) => Add(value);

        public void Bytes(ReadOnlySpan<byte> value) => Add(value.ToArray());

        public void Timestamp(long? value) => Add(value is { } known ? PostgresTimestamp.FromUnixMilliseconds(known) : (DateTime?)null);

        private void Add<T>(T value) => ((T[])Array)[_count++] = value;
    }
}
