using Microsoft.Extensions.Logging;
using SmartDairy.History;
using SmartDairy.History.Herds;

namespace SmartDairy.Grains.Animals;

/// <summary>
/// Writes the herd records of one silo's actors in batches. Records that cannot be stored now are kept, the newest of each row, and
/// retried. A snapshot is written after all records that were queued before it, so that it never knows of a record that is not stored.
/// </summary>
public sealed partial class HerdRecordWriter(IHerdStore store, TimeProvider time, ILogger<HerdRecordWriter> log)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private const int MaxRecordsPerWrite = 1_000;
    private const int MaxSnapshotsPerWrite = 100;
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private Dictionary<(int, string, string), HerdRecord> _rows = [];
    private Dictionary<(int, string, string), ActorSnapshot> _snapshots = [];
    private TaskCompletionSource _batchStored = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _running;
    private bool _storeUnavailable;

    /// <summary>Number of queued rows and snapshots.</summary>
    public int Pending
    {
        get
        {
            lock (_lock)
            {
                return _rows.Count + _snapshots.Count;
            }
        }
    }

    /// <summary>
    /// Queues rows, each replacing the row of its id. The task completes when they are stored, however long that takes; callers need not
    /// wait.
    /// </summary>
    public Task WriteAsync(IReadOnlyList<HerdRecord> rows)
    {
        lock (_lock)
        {
            foreach (var row in rows)
            {
                _rows[(row.FarmId, row.Kind, row.Id)] = row;
            }

            return EnsureRunning();
        }
    }

    /// <summary>Queues a snapshot after all rows queued so far.</summary>
    public void SaveSnapshot(ActorSnapshot snapshot)
    {
        lock (_lock)
        {
            _snapshots[(snapshot.FarmId, snapshot.Kind, snapshot.Id)] = snapshot;
            _ = EnsureRunning();
        }
    }

    /// <summary>Completes when everything queued so far is stored.</summary>
    public Task FlushAsync()
    {
        lock (_lock)
        {
            return EnsureRunning();
        }
    }

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(HerdRecordWriter),
        ServiceLifecycleStage.RuntimeStorageServices,
        static _ => Task.CompletedTask,
        async cancellationToken =>
        {
            // The actors are deactivated by now, and their last records are queued here.
            try
            {
                await FlushAsync().WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                LogUnstoredOnStop(Pending);
            }

            await _stop.CancelAsync();
        });

    public void Dispose() => _stop.Dispose();

    private Task EnsureRunning()
    {
        var done = _batchStored.Task;
        if (!_running)
        {
            _running = true;
            _ = Task.Run(DrainAsync);
        }

        return done;
    }

    private async Task DrainAsync()
    {
        while (true)
        {
            Dictionary<(int, string, string), HerdRecord> rows;
            Dictionary<(int, string, string), ActorSnapshot> snapshots;
            TaskCompletionSource done;
            lock (_lock)
            {
                (rows, snapshots, done) = (_rows, _snapshots, _batchStored);
                (_rows, _snapshots, _batchStored) = ([], [], new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            }

            try
            {
                await StoreAsync(rows, snapshots);
                done.SetResult();
            }
            catch (OperationCanceledException e)
            {
                done.SetException(new HistoryUnavailableException("The silo is stopping.", e));
            }

            lock (_lock)
            {
                if ((_rows.Count == 0 && _snapshots.Count == 0) || _stop.IsCancellationRequested)
                {
                    _running = false;
                    if (_rows.Count == 0 && _snapshots.Count == 0)
                    {
                        _batchStored.SetResult();
                    }
                    else
                    {
                        _batchStored.SetException(new HistoryUnavailableException("The silo is stopping."));
                    }

                    _batchStored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    return;
                }
            }
        }
    }

    private async Task StoreAsync(
        Dictionary<(int, string, string), HerdRecord> rows, Dictionary<(int, string, string), ActorSnapshot> snapshots)
    {
        foreach (var chunk in rows.Values.Chunk(MaxRecordsPerWrite))
        {
            await RetryUntilStoredAsync(() => store.WriteAsync([.. chunk.Select(row => new HerdWrite(row))], CancellationToken.None));
        }

        foreach (var chunk in snapshots.Values.Chunk(MaxSnapshotsPerWrite))
        {
            await RetryUntilStoredAsync(() => store.SaveSnapshotsAsync(chunk, CancellationToken.None));
        }
    }

    private async Task RetryUntilStoredAsync(Func<Task> write)
    {
        while (true)
        {
            try
            {
                await write();
                _storeUnavailable = false;
                return;
            }
            catch (HistoryUnavailableException e)
            {
                if (!_storeUnavailable)
                {
                    LogWriteFailed(Pending, e.Message);
                }

                _storeUnavailable = true;
                await Task.Delay(Retry, time, _stop.Token);
            }
        }
    }

    [LoggerMessage(2701, LogLevel.Warning, "Writing {Count} herd records failed ({Reason}); retrying")]
    private partial void LogWriteFailed(int count, string reason);

    [LoggerMessage(2702, LogLevel.Warning,
        "The silo stops with {Count} herd records unstored; the next activations derive them again from history")]
    private partial void LogUnstoredOnStop(int count);
}
