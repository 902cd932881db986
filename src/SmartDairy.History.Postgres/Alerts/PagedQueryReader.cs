using Npgsql;
using SmartDairy.Contracts;
using SmartDairy.History.Alerts;
using SmartDairy.History.Postgres.Database;

namespace SmartDairy.History.Postgres.Alerts;

internal static class PagedQueryReader
{
    public static async Task<Page<T>> ReadPageAsync<T>(
        NpgsqlConnection connection, PagedQuery list, int first, string? after, Func<NpgsqlDataReader, T> read, Func<T, string> cursor, CancellationToken cancellationToken,
        bool hasNumericKey = false)
    {
        var total = await connection.QueryScalarAsync<long>(list.CountSql, cancellationToken, [.. list.Values]);
        var (sql, values) = list.PageSql(first, after, hasNumericKey);
        var items = await connection.QueryAsync(sql, read, cancellationToken, [.. values]);
        var hasNext = items.Count > first;
        if (hasNext)
        {
            items.RemoveAt(first);
        }

        return new Page<T>(items, [.. items.Select(cursor)], hasNext, (int)Math.Min(total, int.MaxValue));
    }
}
