using System.Collections.Concurrent;
using SmartDairy.History.Sqlite.Database;

namespace SmartDairy.History.Sqlite;

/// <summary>
/// A few long-lived read-only connections. Queries run off the caller's thread, because SQLite blocks and a grain's thread must not.
/// </summary>
internal sealed class ReaderPool(SqliteHistoryOptions options) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(options.Readers);
    private readonly ConcurrentBag<SqliteSession> _idle = [];
    private volatile bool _closed;

    public async Task<T> ReadAsync<T>(Func<SqliteSession, T> query, CancellationToken cancellationToken)
    {
        if (_closed)
        {
            throw new HistoryUnavailableException("The store is closed.");
        }

        await _slots.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => Read(query), cancellationToken);
        }
        finally
        {
            _slots.Release();
        }
    }

    public void Dispose()
    {
        _closed = true;
        while (_idle.TryTake(out var session))
        {
            session.Dispose();
        }
    }

    private T Read<T>(Func<SqliteSession, T> query)
    {
        SqliteSession? session = null;
        try
        {
            if (!_idle.TryTake(out session))
            {
                session = SqliteSession.Open(options.DatabasePath, options, readOnly: true);
            }

            return query(session);
        }
        catch (SqliteResultException fault)
        {
            // A connection that failed is not lent again.
            session?.Dispose();
            session = null;
            throw new HistoryUnavailableException($"The store cannot be read now: {fault.Message}", fault);
        }
        finally
        {
            Return(session);
        }
    }

    private void Return(SqliteSession? session)
    {
        if (session is null)
        {
            return;
        }

        _idle.Add(session);
        if (_closed && _idle.TryTake(out var late))
        {
            late.Dispose();
        }
    }
}
