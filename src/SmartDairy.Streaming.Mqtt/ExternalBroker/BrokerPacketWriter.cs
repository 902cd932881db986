namespace SmartDairy.Streaming.Mqtt.ExternalBroker;

/// <summary>
/// Gathers packets and writes what gathered in one go: a socket write costs far more than an acknowledgement's four bytes. Its memory is
/// bounded by what may be in flight. Safe for use by several threads.
/// </summary>
internal sealed class BrokerPacketWriter(Stream stream, Action<Exception> onFailed) : IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private byte[] _pendingBuffer = new byte[4096];
    private byte[] _writeBuffer = new byte[4096];
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

            if (_pendingBuffer.Length - _count < packet.Length)
            {
                Array.Resize(ref _pendingBuffer, Math.Max(_pendingBuffer.Length * 2, _count + packet.Length));
            }

            packet.CopyTo(_pendingBuffer.AsSpan(_count));
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
    public Task WaitForFlushAsync()
    {
        lock (_gate)
        {
            return _isBusy
                ? (_idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task
                : Task.CompletedTask;
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = FlushAsync();

    private async Task FlushAsync()
    {
        try
        {
            while (SwapBuffers() is var count && count > 0)
            {
                await stream.WriteAsync(_writeBuffer.AsMemory(0, count)).ConfigureAwait(false);
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
            onFailed(exception);
        }
    }

    /// <summary>Takes what gathered; 0 if nothing did, and then this writer rests.</summary>
    private int SwapBuffers()
    {
        TaskCompletionSource? idle;
        lock (_gate)
        {
            if (_count > 0)
            {
                (_pendingBuffer, _writeBuffer) = (_writeBuffer, _pendingBuffer);
                (var count, _count) = (_count, 0);
                return count;
            }

            (_isBusy, idle, _idle) = (false, _idle, null);
        }

        idle?.SetResult();
        return 0;
    }
}
