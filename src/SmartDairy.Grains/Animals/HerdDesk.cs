using Microsoft.Extensions.Logging;
using SmartDairy.History;
using SmartDairy.History.Herds;

namespace SmartDairy.Grains.Animals;

/// <summary>
/// Writes down what the actors of one silo find, many at once. What cannot be stored now is kept, the newest of each row, and tried again. A snapshot is kept only after
/// everything that was handed in before it: what it knows of was then stored.
/// </summary>
public sealed partial class HerdDesk(IHerdStore store, TimeProvider time, ILogger<HerdDesk> log) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private const int MostRows = 1_000;
    private const int MostSnapshots = 100;
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private Dictionary<(int, string, string), HerdRecord> _rows = [];
    private Dictionary<(int, string, string), HerdSnapshot> _snapshots = [];
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _running;
    private bool _away;

    /// <summary>Rows and snapshots that wait, for a gauge.</summary>
    public int Pending
    {
        get
        {
            lock (_gate)
            {
                return _rows.Count + _snapshots.Count;
            }
        }
    }

    /// <summary>Replaces the rows of these ids. The task completes when they are stored, however long that takes; nobody has to wait for it.</summary>
    public Task WriteAsync(IReadOnlyList<HerdRecord> rows)
    {
        lock (_gate)
        {
            foreach (var row in rows)
            {
                _rows[(row.FarmId, row.Kind, row.Id)] = row;
            }

            return Start();
        }
    }

    /// <summary>Keeps a snapshot after all rows handed in so far.</summary>
    public void Keep(HerdSnapshot snapshot)
    {
        lock (_gate)
        {
            _snapshots[(snapshot.FarmId, snapshot.Kind, snapshot.Id)] = snapshot;
            _ = Start();
        }
    }

    /// <summary>Completes when everything handed in so far is stored.</summary>
    public Task FlushAsync()
    {
        lock (_gate)
        {
            return Start();
        }
    }

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(HerdDesk),
        ServiceLifecycleStage.RuntimeStorageServices,
        static _ => Task.CompletedTask,
        async stopping =>
        {
            // The actors are asleep by now, and what they handed in last is here.
            try
            {
                await FlushAsync().WaitAsync(stopping);
            }
            catch (OperationCanceledException)
            {
                LogLost(Pending);
            }

            await _stop.CancelAsync();
        });

    public void Dispose() => _stop.Dispose();

    private Task Start()
    {
        var done = _next.Task;
        if (!_running)
        {
            _running = true;
            _ = Task.Run(RunAsync);
        }

        return done;
    }

    private async Task RunAsync()
    {
        while (true)
        {
            Dictionary<(int, string, string), HerdRecord> rows;
            Dictionary<(int, string, string), HerdSnapshot> snapshots;
            TaskCompletionSource done;
            lock (_gate)
            {
                (rows, snapshots, done) = (_rows, _snapshots, _next);
                (_rows, _snapshots, _next) = ([], [], new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
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

            lock (_gate)
            {
                if ((_rows.Count == 0 && _snapshots.Count == 0) || _stop.IsCancellationRequested)
                {
                    _running = false;
                    if (_rows.Count == 0 && _snapshots.Count == 0)
                    {
                        _next.SetResult();
                    }
                    else
                    {
                        _next.SetException(new HistoryUnavailableException("The silo is stopping."));
                    }

                    _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    return;
                }
            }
        }
    }

    private async Task StoreAsync(Dictionary<(int, string, string), HerdRecord> rows, Dictionary<(int, string, string), HerdSnapshot> snapshots)
    {
        foreach (var chunk in rows.Values.Chunk(MostRows))
        {
            await InsistAsync(() => store.WriteAsync([.. chunk.Select(row => new HerdWrite(row))], CancellationToken.None));
        }

        foreach (var chunk in snapshots.Values.Chunk(MostSnapshots))
        {
            await InsistAsync(() => store.KeepAsync(chunk, CancellationToken.None));
        }
    }

    private async Task InsistAsync(Func<Task> write)
    {
        while (true)
        {
            try
            {
                await write();
                _away = false;
                return;
            }
            catch (HistoryUnavailableException e)
            {
                if (!_away)
                {
                    LogLater(e.Message);
                }

                _away = true;
                await Task.Delay(Retry, time, _stop.Token);
            }
        }
    }

    [LoggerMessage(2701, LogLevel.Warning, "What was found of the herd cannot be stored now ({Reason}); it is kept and tried again")]
    private partial void LogLater(string reason);

    [LoggerMessage(2702, LogLevel.Warning, "The silo stops with {Count} rows about the herd unstored; they are found again from history")]
    private partial void LogLost(int count);
}
