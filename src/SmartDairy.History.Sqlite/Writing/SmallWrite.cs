using SmartDairy.History.Sqlite.Database;
using SmartDairy.History.Writing;

namespace SmartDairy.History.Sqlite.Writing;

/// <summary>A small write that shares the commit of other rows. Its errors are its own: the other rows are stored without it.</summary>
internal abstract record SmallWrite() : AppendRequest([], [])
{
    /// <summary>Runs within the open transaction.</summary>
    public abstract void Execute(SqliteSession session);
}

/// <summary>A small write whose caller waits for its result.</summary>
internal sealed record SmallWrite<T>(Func<SqliteSession, T> Work) : SmallWrite
{
    private Exception? _error;
    private T? _result;

    /// <summary>Once the transaction is durable. Throws the error of the work.</summary>
    public T Result
        => _error switch
        {
            null => _result!,
            SqliteResultException => throw new HistoryUnavailableException($"The store cannot hold this: {_error.Message}", _error),
            _ => throw _error,
        };

    public override void Execute(SqliteSession session)
    {
        session.Prepare("savepoint small_write").Execute();
        try
        {
            _result = Work(session);
        }
        catch (Exception error) when (error is not SqliteResultException { IsDataError: false })
        {
            session.Prepare("rollback to small_write").Execute();
            _error = error;
        }

        session.Prepare("release small_write").Execute();
    }
}
