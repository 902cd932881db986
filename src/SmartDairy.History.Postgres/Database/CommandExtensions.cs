using Npgsql;
using NpgsqlTypes;
using SmartDairy.History.Database;

namespace SmartDairy.History.Postgres.Database;

/// <summary>Commands with positional parameters.</summary>
internal static class CommandExtensions
{
    public static NpgsqlCommand CreateCommand(this NpgsqlConnection connection, string sql, params ReadOnlySpan<object?> parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter switch
            {
                null => new NpgsqlParameter { Value = DBNull.Value },
                string text => new NpgsqlParameter<string> { TypedValue = PostgresText.Sanitize(text) },
                int number => new NpgsqlParameter<int> { TypedValue = number },
                long number => new NpgsqlParameter<long> { TypedValue = number },
                UnixTimestamp moment => new NpgsqlParameter<DateTime>
                {
                    TypedValue = PostgresTimestamp.FromUnixMilliseconds(moment.Milliseconds),
                    NpgsqlDbType = NpgsqlDbType.TimestampTz,
                },
                string[] texts => new NpgsqlParameter<string[]> { TypedValue = [.. texts.Select(text => PostgresText.Sanitize(text))] },
                DateTime moment => new NpgsqlParameter<DateTime> { TypedValue = moment, NpgsqlDbType = NpgsqlDbType.TimestampTz },
                _ => new NpgsqlParameter { Value = parameter },
            });
        }

        return command;
    }

    public static async Task<int> ExecuteAsync(
        this NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object?[] parameters)
    {
        await using var command = connection.CreateCommand(sql, parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The first column of the first row; default when there is no row or it is null.</summary>
    public static async Task<T?> QueryScalarAsync<T>(
        this NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object?[] parameters)
    {
        await using var command = connection.CreateCommand(sql, parameters);
        return await command.ExecuteScalarAsync(cancellationToken) is T value ? value : default;
    }

    public static async Task<List<T>> QueryAsync<T>(
        this NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken,
        params object?[] parameters)
    {
        await using var command = connection.CreateCommand(sql, parameters);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var items = new List<T>();
        while (await rows.ReadAsync(cancellationToken))
        {
            items.Add(read(rows));
        }

        return items;
    }
}
