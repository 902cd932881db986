using System.Collections.Concurrent;
using SmartDairy.History.Sqlite.Raw;

namespace SmartDairy.History.Sqlite;

/// <summary>A few long-lived read-only connections. Queries run off the caller's thread, because SQLite blocks and a grain's thread must not.</summary>
internal sealed class ReaderPool(SqliteHistoryOptions options) : IDisposable
{
    private readonly SemaphoreSlim _turns = new(options.Readers);
    private readonly ConcurrentBag<Session> _idle = [];
    private volatile bool _closed;

    public async Task<T> ReadAsync<T>(Func<Session, T> query, CancellationToken cancellation)
    {
        if (_closed)
        {
            throw new HistoryUnavailableException("The store is closed.");
        }

        await _turns.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => Read(query), cancellation);
        }
        finally
        {
            _turns.Release();
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

    private T Read<T>(Func<Session, T> query)
    {
        Session? session = null;
        try
        {
            if (!_idle.TryTake(out session))
            {
                session = Session.Open(options.DatabasePath, options, readOnly: true);
            }

            return query(session);
        }
        catch (SqliteFault fault)
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

    private void Return(Session? session)
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
