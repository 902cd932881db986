using SmartDairy.History.Sqlite.Database;

namespace SmartDairy.History.Sqlite.Writing;

/// <summary>A small write that is not a reading: registry, marks. It has a transaction of its own, on the same thread, so that it never fights for the lock.</summary>
internal sealed class TransactionJob<T>(Func<SqliteSession, T> action) : WriteJob
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public override int RowCount => 1;

    public Task<T> Completion => _done.Task;

    public override void Execute(WriterState state) => _result = action(state.Session);

    public override void Succeed(WriterState state) => _done.SetResult(_result!);

    public override void Fail(Exception cause) => _done.SetException(cause);
}
