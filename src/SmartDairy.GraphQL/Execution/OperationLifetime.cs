namespace SmartDairy.GraphQL.Execution;

/// <summary>How long an operation may run: until its caller leaves or its deadline passes; a stream, until it is disposed.</summary>
internal sealed class OperationLifetime : IDisposable
{
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenSource _either;

    public OperationLifetime(TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        _deadline = new(timeout, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _deadline.Token);
        Token = _either.Token;
    }

    public CancellationToken Token { get; }

    /// <summary>The beginning of a stream is timed, not the stream.</summary>
    public void LiftDeadline() => _deadline.CancelAfter(Timeout.InfiniteTimeSpan);

    /// <summary>Tells whatever still runs for the operation to stop, then lets go.</summary>
    public void CancelAndDispose()
    {
        try
        {
            _either.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Ended twice.
        }
        Dispose();
    }

    public void Dispose()
    {
        _either.Dispose();
        _deadline.Dispose();
    }
}
