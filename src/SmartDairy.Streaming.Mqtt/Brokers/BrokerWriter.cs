namespace SmartDairy.Streaming.Mqtt.Brokers;

/// <summary>
/// Gathers packets and writes what gathered in one go: a socket write costs far more than an acknowledgement's four bytes. Its memory is bounded by
/// what may be in flight. Safe for use by several threads.
/// </summary>
internal sealed class BrokerWriter(Stream stream, Action<Exception> failed) : IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private byte[] _gathering = new byte[4096];
    private byte[] _writing = new byte[4096];
    private int _count;
    private bool _isBusy;
    private bool _isBroken;
    private TaskCompletionSource? _idle;

    /// <summary>Adds a packet. It leaves soon; nothing is said if it never does, as the connection is broken then.</summary>
    public void Write(ReadOnlySpan<byte> packet)
    {
        lock (_gate)
        {
            if (_isBroken)
            {
                return;
            }

            if (_gathering.Length - _count < packet.Length)
            {
                Array.Resize(ref _gathering, Math.Max(_gathering.Length * 2, _count + packet.Length));
            }

            packet.CopyTo(_gathering.AsSpan(_count));
            _count += packet.Length;
            if (_isBusy)
            {
                return;
            }

            _isBusy = true;
        }

        // After what this thread is at, which may well bring more.
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    /// <summary>Completes when all that was added has been written, or never will be.</summary>
    public Task FlushedAsync()
    {
        lock (_gate)
        {
            return _isBusy ? (_idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task : Task.CompletedTask;
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = FlushAsync();

    private async Task FlushAsync()
    {
        try
        {
            while (Swap() is var count && count > 0)
            {
                await stream.WriteAsync(_writing.AsMemory(0, count)).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            TaskCompletionSource? idle;
            lock (_gate)
            {
                _isBroken = true;
                (_isBusy, idle, _idle) = (false, _idle, null);
            }

            idle?.SetResult();
            failed(exception);
        }
    }

    /// <summary>Takes what gathered; 0 if nothing did, and then this writer rests.</summary>
    private int Swap()
    {
        TaskCompletionSource? idle;
        lock (_gate)
        {
            if (_count > 0)
            {
                (_gathering, _writing) = (_writing, _gathering);
                (var count, _count) = (_count, 0);
                return count;
            }

            (_isBusy, idle, _idle) = (false, _idle, null);
        }

        idle?.SetResult();
        return 0;
    }
}
