namespace SmartDairy.History.Herds;

/// <summary>Looks for the newest number from time to time, for all who wait for one.</summary>
internal sealed class RevisionPoller : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _last = -1;

    public RevisionPoller(Func<CancellationToken, Task<long>> readLastRevision, TimeSpan interval, TimeProvider time)
        => _ = PollAsync(readLastRevision, interval, time, _stop.Token);

    /// <summary>Completes once there is a number above that one.</summary>
    public async Task WaitForRevisionAfterAsync(long revision)
    {
        while (true)
        {
            Task next;
            lock (_lock)
            {
                if (_last > revision)
                {
                    return;
                }

                next = _next.Task;
            }

            await next;
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task PollAsync(
        Func<CancellationToken, Task<long>> readLastRevision, TimeSpan interval, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                try
                {
                    Advance(await readLastRevision(cancellationToken));
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    // Whatever it is, those who wait are not to wait for ever.
                }

                await Task.Delay(interval, time, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private void Advance(long last)
    {
        lock (_lock)
        {
            if (last <= _last)
            {
                return;
            }

            _last = last;
            _next.TrySetResult();
            _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
