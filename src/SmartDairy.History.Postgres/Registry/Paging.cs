using Npgsql;
using SmartDairy.Contracts;
using SmartDairy.History.Postgres.Database;

namespace SmartDairy.History.Postgres.Registry;

internal static class Paging
{
    /// <summary>A page of rows, of which the statement gives one more than <paramref name="first"/>.</summary>
    public static async Task<Page<T>> ReadPageAsync<T>(
        this NpgsqlConnection connection, string rowsSql, string countSql, object?[] filterValues, object after, int first, Func<NpgsqlDataReader, T> read, Func<T, string> cursor,
        CancellationToken cancellationToken)
    {
        var total = await connection.QueryScalarAsync<int>(countSql, cancellationToken, filterValues);
        var items = await connection.QueryAsync(rowsSql, read, cancellationToken, [.. filterValues, after, first + 1L]);
        var hasNext = items.Count > first;
        if (hasNext)
        {
            items.RemoveAt(first);
        }

        return new Page<T>(items, [.. items.Select(cursor)], hasNext, total);
    }
}
