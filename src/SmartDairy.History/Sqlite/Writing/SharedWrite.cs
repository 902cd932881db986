using SmartDairy.History.Sqlite.Raw;

namespace SmartDairy.History.Sqlite.Writing;

/// <summary>A small write whose caller waits for what it found out.</summary>
internal sealed class SharedWrite<T>(Func<Session, T> work) : Rider
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _refused;
    private T? _result;

    public Task<T> Done => _done.Task;

    public override void Run(Session session)
    {
        session.Use("savepoint rider").Run();
        try
        {
            _result = work(session);
        }
        catch (Exception error) when (error is not SqliteFault { IsOfRows: false })
        {
            session.Use("rollback to rider").Run();
            _refused = error;
        }

        session.Use("release rider").Run();
    }

    public override void Succeed()
    {
        if (_refused is null)
        {
            _done.SetResult(_result!);
        }
        else
        {
            _done.SetException(_refused is SqliteFault ? new HistoryUnavailableException($"The store cannot hold this: {_refused.Message}", _refused) : _refused);
        }
    }

    public override void Fail(Exception cause)
    {
        _done.SetException(cause);

        // Whoever waits for the whole commit hears of it there.
        _ = _done.Task.Exception;
    }
}
