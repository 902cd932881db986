using SmartDairy.Contracts.Alerts;
using SmartDairy.History.Alerts;

namespace SmartDairy.Grains.Alerts;

/// <summary>The newest events of one farm's alerts, read from the store by one reader for all who watch.</summary>
internal sealed class FarmEvents(int farmId, IAlertStore store, TimeProvider time, AlertNews? news) : IDisposable
{
    private const int Kept = 1_000;
    private const int AtOnce = 500;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<AlertChange> _newest = [];
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<long>? _started;
    private CancellationToken? _token;
    private long _last;

    // Taken once: the source is disposed when nobody watches, and whoever still runs then must see that it ended.
    private CancellationToken Stopped => _token ??= _stop.Token;

    /// <summary>The number of the last event that is no longer new.</summary>
    public async Task<long> StartAsync(CancellationToken cancellation)
    {
        Task<long> started;
        lock (_lock)
        {
            _ = Stopped;
            started = _started ??= Task.Run(BeginAsync, CancellationToken.None);
        }

        await started.WaitAsync(cancellation);
        lock (_lock)
        {
            return _last;
        }
    }

    /// <summary>Completes when there are events that were not there when it was asked for.</summary>
    public Task NextAsync()
    {
        lock (_lock)
        {
            return _next.Task;
        }
    }

    /// <summary>The events after that number; null when they are too old to be known here.</summary>
    public IReadOnlyList<AlertChange>? After(long sequence)
    {
        lock (_lock)
        {
            if (sequence >= _last)
            {
                return [];
            }

            var first = _newest.Count == 0 ? long.MaxValue : _newest[0].Event.Sequence;
            return sequence + 1 < first ? null : _newest[(int)(sequence + 1 - first)..];
        }
    }

    /// <summary>Nobody watches any more.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task<long> BeginAsync()
    {
        while (true)
        {
            try
            {
                _last = await store.LastSequenceAsync(farmId, Stopped).ConfigureAwait(false);
                break;
            }
            catch (Exception e) when (e is not OperationCanceledException || !Stopped.IsCancellationRequested)
            {
                await Task.Delay(Look, time, Stopped).ConfigureAwait(false);
            }
        }

        _ = Task.Run(FollowAsync, CancellationToken.None);
        return _last;
    }

    private async Task FollowAsync()
    {
        try
        {
            while (true)
            {
                // Asked for before reading: what is stored in between then ends the wait at once.
                var stored = news?.NextAsync(farmId);
                var read = 0;
                try
                {
                    var changes = await store.ChangesAsync(farmId, _last, AtOnce, Stopped).ConfigureAwait(false);
                    read = changes.Count;
                    Add(changes);
                }
                catch (Exception e) when (e is not OperationCanceledException || !Stopped.IsCancellationRequested)
                {
                    // Whatever it is, those who watch are not to wait for ever.
                }

                if (read < AtOnce)
                {
                    var pause = Task.Delay(Look, time, Stopped);
                    await (stored is null ? pause : Task.WhenAny(stored, pause)).ConfigureAwait(false);
                    Stopped.ThrowIfCancellationRequested();
                }
            }
        }
        catch (OperationCanceledException) when (Stopped.IsCancellationRequested)
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
            _newest.AddRange(changes);
            if (_newest.Count > Kept)
            {
                _newest.RemoveRange(0, _newest.Count - Kept);
            }

            _last = changes[^1].Event.Sequence;
            _next.TrySetResult();
            _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
