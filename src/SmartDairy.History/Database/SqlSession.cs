using SmartDairy.Contracts;

namespace SmartDairy.History.Database;

/// <summary>
/// One connection, for the length of one read or one transaction. Values are positional: texts, numbers, flags, <see cref="UnixTimestamp"/>
/// and, for
/// <see cref="SqlDialect.IsIn"/>, arrays of texts or numbers. With SQLite every task is completed when it is returned.
/// </summary>
internal abstract class SqlSession
{
    public abstract SqlDialect Dialect { get; }

    /// <returns>The number of rows changed.</returns>
    public abstract Task<int> ExecuteAsync(string sql, params object?[] values);

    public abstract Task<List<T>> QueryAsync<T>(string sql, Func<RowReader, T> read, params object?[] values);

    /// <summary>Inserts rows in their order.</summary>
    /// <param name="onConflict">What follows <c>on conflict</c>; null when a conflict is an error.</param>
    /// <returns>The number of rows inserted or replaced.</returns>
    public abstract Task<int> InsertAsync<T>(Table<T> table, IReadOnlyList<T> rows, string? onConflict = null);

    /// <param name="clause">What follows the table's name.</param>
    public Task<List<T>> SelectAsync<T>(Table<T> table, string clause, params object?[] values)
        => QueryAsync($"{table.SelectSql} {clause}", table.Read, values);

    /// <returns>The first row; null when there is none.</returns>
    public async Task<T?> FindAsync<T>(Table<T> table, string clause, params object?[] values)
        where T : class
        => (await SelectAsync(table, clause, values)).FirstOrDefault();

    /// <returns>The number in the first column of the first row; null when there is no row or no number in it.</returns>
    public async Task<long?> FindNumberAsync(string sql, params object?[] values)
        => (await QueryAsync(sql, row => row.LongOrNull(), values)).FirstOrDefault();

    /// <param name="read">Reads a row of the query's columns.</param>
    /// <param name="cursor">The cursor of an item.</param>
    public async Task<Page<T>> ReadPageAsync<T>(PagedQuery query, int first, string? after, Func<RowReader, T> read, Func<T, string> cursor)
    {
        var total = await FindNumberAsync(query.CountSql, [.. query.Values]);
        var (sql, values) = query.PageSql(first, after);
        return CreatePage(await QueryAsync(sql, read, [.. values]), first, cursor, total);
    }

    /// <param name="items">One more than wanted when there are more.</param>
    public static Page<T> CreatePage<T>(List<T> items, int first, Func<T, string> cursor, long? total)
    {
        var hasNext = items.Count > first;
        if (hasNext)
        {
            items.RemoveRange(first, items.Count - first);
        }

        return new Page<T>(items, [.. items.Select(cursor)], hasNext, (int)Math.Min(total ?? 0, int.MaxValue));
    }
}
