using SmartDairy.Contracts.Alerts;
using SmartDairy.History.Alerts;

namespace SmartDairy.Grains.Alerts;

/// <summary>The newest alert events of one farm, read from the store once for all subscribers.</summary>
internal sealed class FarmAlertLog(int farmId, IAlertStore store, TimeProvider time, AlertPublisher? publisher) : IDisposable
{
    private const int MaxBufferedChanges = 1_000;
    private const int PageSize = 500;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<AlertChange> _buffer = [];
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<long>? _startSequence;
    private CancellationToken? _token;
    private long _lastSequence;

    // Taken once: the source is disposed with the last subscriber, and readers that still run must see that it ended.
    private CancellationToken StopToken => _token ??= _stop.Token;

    /// <summary>Starts the reader at the first call. Returns the number of the last event known; later ones are new.</summary>
    public async Task<long> StartAsync(CancellationToken cancellationToken)
    {
        Task<long> started;
        lock (_lock)
        {
            _ = StopToken;
            started = _startSequence ??= Task.Run(ReadStartSequenceAsync, CancellationToken.None);
        }

        await started.WaitAsync(cancellationToken);
        lock (_lock)
        {
            return _lastSequence;
        }
    }

    /// <summary>Completes when events arrive that were unknown at this call.</summary>
    public Task WaitForChangesAsync()
    {
        lock (_lock)
        {
            return _next.Task;
        }
    }

    /// <summary>The events after a number; null when some of them are no longer buffered.</summary>
    public IReadOnlyList<AlertChange>? ChangesAfter(long sequence)
    {
        lock (_lock)
        {
            if (sequence >= _lastSequence)
            {
                return [];
            }

            var first = _buffer.Count == 0 ? long.MaxValue : _buffer[0].Event.Sequence;
            return sequence + 1 < first ? null : _buffer[(int)(sequence + 1 - first)..];
        }
    }

    /// <summary>Ends the reader.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task<long> ReadStartSequenceAsync()
    {
        while (true)
        {
            try
            {
                _lastSequence = await store.GetLastSequenceAsync(farmId, StopToken).ConfigureAwait(false);
                break;
            }
            catch (Exception e) when (e is not OperationCanceledException || !StopToken.IsCancellationRequested)
            {
                await Task.Delay(PollInterval, time, StopToken).ConfigureAwait(false);
            }
        }

        _ = Task.Run(PollAsync, CancellationToken.None);
        return _lastSequence;
    }

    private async Task PollAsync()
    {
        try
        {
            while (true)
            {
                // Taken before reading, so that an event stored in between ends the wait at once.
                var stored = publisher?.WaitForNextEventAsync(farmId);
                var read = 0;
                try
                {
                    var changes = await store.ListChangesAsync(farmId, _lastSequence, PageSize, StopToken).ConfigureAwait(false);
                    read = changes.Count;
                    Add(changes);
                }
                catch (Exception e) when (e is not OperationCanceledException || !StopToken.IsCancellationRequested)
                {
                    // Whatever the failure, reading goes on: subscribers must not wait for ever.
                }

                if (read < PageSize)
                {
                    var pause = Task.Delay(PollInterval, time, StopToken);
                    await (stored is null ? pause : Task.WhenAny(stored, pause)).ConfigureAwait(false);
                    StopToken.ThrowIfCancellationRequested();
                }
            }
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
        }
    }

    private void Add(IReadOnlyList<AlertChange> changes)
    {
        if (changes.Count == 0)
        {
            return;
        }

        lock (_lock)
        {
            _buffer.AddRange(changes);
            if (_buffer.Count > MaxBufferedChanges)
            {
                _buffer.RemoveRange(0, _buffer.Count - MaxBufferedChanges);
            }

            _lastSequence = changes[^1].Event.Sequence;
            _next.TrySetResult();
            _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
