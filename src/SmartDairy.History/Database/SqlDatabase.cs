namespace SmartDairy.History.Database;

/// <summary>
/// A database, as the tables that both stores share need it. Errors of the database come out as <see cref="HistoryUnavailableException"/>.
/// </summary>
internal abstract class SqlDatabase
{
    public abstract SqlDialect Dialect { get; }

    /// <param name="snapshot">Everything the query reads is of one moment.</param>
    public abstract Task<T> ReadAsync<T>(Func<SqlSession, Task<T>> query, CancellationToken cancellationToken, bool snapshot = false);

    /// <summary>Runs the work within one transaction.</summary>
    /// <param name="isIdempotent">Doing the work twice is as good as once: it may be tried again even when its commit may have been
    /// made.</param>
    public abstract Task<T> WriteAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken, bool isIdempotent = false);
}
