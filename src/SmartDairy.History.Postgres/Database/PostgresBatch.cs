using Npgsql;
using SmartDairy.History.Database;

namespace SmartDairy.History.Postgres.Database;

/// <summary>Statements that travel together.</summary>
internal static class PostgresBatch
{
    /// <summary>Adds a statement whose values are arrays.</summary>
    public static void Add(this NpgsqlBatch batch, string sql, params ReadOnlySpan<Array> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        batch.BatchCommands.Add(command);
    }

    /// <summary>Adds the insert of some rows, if there are any.</summary>
    public static void Insert<T>(this NpgsqlBatch batch, Table<T> table, IReadOnlyList<T> rows, string? onConflict = null)
    {
        if (rows.Count > 0)
        {
            batch.BatchCommands.Add(ArrayInsert.CreateCommand(table, rows, onConflict));
        }
    }

    /// <summary>Reads the rows of the current result.</summary>
    public static async Task<List<T>> ReadAllAsync<T>(
        this NpgsqlDataReader rows, Func<RowReader, T> read, CancellationToken cancellationToken = default)
    {
        var row = new PostgresRow(rows);
        var items = new List<T>();
        while (await row.ReadAsync(cancellationToken))
        {
            items.Add(read(row));
        }

        return items;
    }
}
