using Npgsql;
using SmartDairy.Contracts;
using SmartDairy.History.Timescale.Database;

namespace SmartDairy.History.Timescale.Registry;

internal static class Paging
{
    /// <summary>A page of rows, of which the statement gives one more than <paramref name="first"/>.</summary>
    public static async Task<Page<T>> PageAsync<T>(
        this NpgsqlConnection connection, string rows, string count, object?[] filter, object after, int first, Func<NpgsqlDataReader, T> read, Func<T, string> cursor,
        CancellationToken cancellation)
    {
        var total = await connection.ScalarAsync<int>(count, cancellation, filter);
        var items = await connection.ListAsync(rows, read, cancellation, [.. filter, after, first + 1L]);
        var hasNext = items.Count > first;
        if (hasNext)
        {
            items.RemoveAt(first);
        }

        return new Page<T>(items, [.. items.Select(cursor)], hasNext, total);
    }
}
