using Npgsql;
using SmartDairy.Contracts;
using SmartDairy.History.Alerts;
using SmartDairy.History.Timescale.Database;

namespace SmartDairy.History.Timescale.Alerts;

internal static class ListPages
{
    public static async Task<Page<T>> PageAsync<T>(
        NpgsqlConnection connection, ListQuery list, int first, string? after, Func<NpgsqlDataReader, T> read, Func<T, string> cursor, CancellationToken cancellation,
        bool numbers = false)
    {
        var total = await connection.ScalarAsync<long>(list.CountSql, cancellation, [.. list.Values]);
        var (sql, values) = list.Page(first, after, numbers);
        var items = await connection.ListAsync(sql, read, cancellation, [.. values]);
        var hasNext = items.Count > first;
        if (hasNext)
        {
            items.RemoveAt(first);
        }

        return new Page<T>(items, [.. items.Select(cursor)], hasNext, (int)Math.Min(total, int.MaxValue));
    }
}
