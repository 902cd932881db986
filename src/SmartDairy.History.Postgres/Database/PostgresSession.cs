using Npgsql;
using SmartDairy.History.Database;

namespace SmartDairy.History.Postgres.Database;

/// <summary>One pooled connection, for the length of one read or one transaction.</summary>
internal sealed class PostgresSession(NpgsqlConnection connection, CancellationToken cancellationToken) : SqlSession
{
    public override SqlDialect Dialect => PostgresDialect.Instance;

    public override Task<int> ExecuteAsync(string sql, params object?[] values) => connection.ExecuteAsync(sql, cancellationToken, values);

    public override async Task<List<T>> QueryAsync<T>(string sql, Func<RowReader, T> read, params object?[] values)
    {
        await using var command = connection.CreateCommand(sql, values);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        return await rows.ReadAllAsync(read, cancellationToken);
    }

    public override async Task<int> InsertAsync<T>(Table<T> table, IReadOnlyList<T> rows, string? onConflict = null)
    {
        if (rows.Count == 0)
        {
            return 0;
        }

        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { ArrayInsert.CreateCommand(table, rows, onConflict) } };
        return await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
