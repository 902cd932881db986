using SmartDairy.History.Sqlite.Database;

namespace SmartDairy.History.Sqlite.Writing;

/// <summary>A small write whose caller waits for what it found out.</summary>
internal sealed class BatchedWrite<T>(Func<SqliteSession, T> work) : BatchItem
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _error;
    private T? _result;

    public Task<T> Completion => _done.Task;

    public override void Execute(SqliteSession session)
    {
        session.Prepare("savepoint rider").Execute();
        try
        {
            _result = work(session);
        }
        catch (Exception error) when (error is not SqliteResultException { IsDataError: false })
        {
            session.Prepare("rollback to rider").Execute();
            _error = error;
        }

        session.Prepare("release rider").Execute();
    }

    public override void Succeed()
    {
        if (_error is null)
        {
            _done.SetResult(_result!);
        }
        else
        {
            _done.SetException(_error is SqliteResultException ? new HistoryUnavailableException($"The store cannot hold this: {_error.Message}", _error) : _error);
        }
    }

    public override void Fail(Exception cause)
    {
        _done.SetException(cause);

        // Whoever waits for the whole commit hears of it there.
        _ = _done.Task.Exception;
    }
}
