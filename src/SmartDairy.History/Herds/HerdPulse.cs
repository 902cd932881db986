namespace SmartDairy.History.Herds;

/// <summary>Looks for the newest number from time to time, for all who wait for one.</summary>
internal sealed class HerdPulse : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _last = -1;

    public HerdPulse(Func<CancellationToken, Task<long>> last, TimeSpan every, TimeProvider time) => _ = BeatAsync(last, every, time, _stop.Token);

    /// <summary>Completes once there is a number above that one.</summary>
    public async Task BeyondAsync(long number)
    {
        while (true)
        {
            Task next;
            lock (_lock)
            {
                if (_last > number)
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

    private async Task BeatAsync(Func<CancellationToken, Task<long>> last, TimeSpan every, TimeProvider time, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                try
                {
                    Tell(await last(stop));
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    // Whatever it is, those who wait are not to wait for ever.
                }

                await Task.Delay(every, time, stop);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private void Tell(long last)
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
