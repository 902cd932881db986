using System.Data;
using Npgsql;
using SmartDairy.History.Database;

namespace SmartDairy.History.Postgres.Database;

/// <summary>Runs queries and small transactions on pooled connections, and says of the database's errors what the contract says.</summary>
internal sealed class PostgresExecutor(NpgsqlDataSource source) : SqlDatabase
{
    private const int MaxAttempts = 5;
    private volatile bool _closed;

    public override SqlDialect Dialect => PostgresDialect.Instance;

    public void Close() => _closed = true;

    public override Task<T> ReadAsync<T>(Func<SqlSession, Task<T>> query, CancellationToken cancellationToken, bool snapshot = false)
        => ReadAsync(connection => query(new PostgresSession(connection, cancellationToken)), cancellationToken, snapshot);

    public override Task<T> WriteAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken, bool isIdempotent = false)
        => WriteAsync(connection => work(new PostgresSession(connection, cancellationToken)), cancellationToken, isIdempotent);

    /// <summary>
    /// One query, tried on another connection when the first one turned out to be dead. <paramref name="repeatableRead"/>: everything it
    /// reads is of one moment.
    /// </summary>
    public async Task<T> ReadAsync<T>(
        Func<NpgsqlConnection, Task<T>> query, CancellationToken cancellationToken, bool repeatableRead = false)
    {
        for (var attempt = 1; ; attempt++)
        {
            ThrowIfClosed();
            try
            {
                await using var connection = await source.OpenConnectionAsync(cancellationToken);
                if (!repeatableRead)
                {
                    return await query(connection);
                }

                await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
                var result = await query(connection);
                await transaction.CommitAsync(cancellationToken);
                return result;
            }
            catch (Exception error) when (PostgresErrors.IsDatabaseError(error))
            {
                if (attempt == MaxAttempts || !PostgresErrors.IsTransient(error) || cancellationToken.IsCancellationRequested || _closed)
                {
                    throw Unavailable("The store cannot be read now", error);
                }

                source.Clear();
            }
        }
    }

    /// <summary>
    /// A query whose rows are read as they are wanted. Begun on another connection when the first one turned out to be dead; what goes
    /// wrong while rows are read, the reader is told.
    /// </summary>
    public async Task<RowStream> StreamAsync(Func<NpgsqlConnection, NpgsqlCommand> query, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            ThrowIfClosed();
            NpgsqlConnection? connection = null;
            try
            {
                connection = await source.OpenConnectionAsync(cancellationToken);
                var command = query(connection);
                var stream = new RowStream(connection, command, await command.ExecuteReaderAsync(cancellationToken));
                connection = null;
                return stream;
            }
            catch (Exception error) when (PostgresErrors.IsDatabaseError(error))
            {
                if (attempt == MaxAttempts || !PostgresErrors.IsTransient(error) || cancellationToken.IsCancellationRequested || _closed)
                {
                    throw Unavailable("The store cannot be read now", error);
                }

                source.Clear();
            }
            finally
            {
                if (connection is not null)
                {
                    await connection.DisposeAsync();
                }
            }
        }
    }

    /// <summary>One transaction. It is tried again while nothing of it can have been committed and the reason is a passing one.</summary>
    /// <param name="isIdempotent">Doing it twice is as good as once: then it is tried again even when its commit may have been
    /// made.</param>
    public async Task<T> WriteAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken, bool isIdempotent = false)
    {
        for (var attempt = 1; ; attempt++)
        {
            ThrowIfClosed();
            var committing = false;
            try
            {
                await using var connection = await source.OpenConnectionAsync(cancellationToken);
                await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
                var result = await work(connection);
                committing = true;
                await transaction.CommitAsync(CancellationToken.None);
                return result;
            }
            catch (Exception error) when (PostgresErrors.IsDatabaseError(error))
            {
                if (attempt == MaxAttempts || (committing && !isIdempotent)
                    || !(PostgresErrors.IsTransient(error) || PostgresErrors.IsUniqueViolation(error))
                    || cancellationToken.IsCancellationRequested || _closed)
                {
                    throw Unavailable("The store cannot be written now", error);
                }

                if (error is not PostgresException)
                {
                    source.Clear();
                }
            }
        }
    }

    private void ThrowIfClosed()
    {
        if (_closed)
        {
            throw PostgresErrors.StoreClosed();
        }
    }

    private HistoryUnavailableException Unavailable(string what, Exception error)
        => _closed ? PostgresErrors.StoreClosed() : PostgresErrors.ToUnavailable(what, error);
}
